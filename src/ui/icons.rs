//! Icons: code points of the icon face (`assets/icons/`). Drawn with [`super::theme::icon_font`], never without a word or a
//! name for screen readers beside them.

/// Phosphor `export`.
pub const EXPORT: &str = "\u{eaf0}";
/// Phosphor `plus`.
pub const PLUS: &str = "\u{e3d4}";
/// Phosphor `minus`.
pub const MINUS: &str = "\u{e32a}";
/// Phosphor `x`.
pub const X: &str = "\u{e4f6}";
/// Phosphor `check`.
pub const CHECK: &str = "\u{e182}";
/// Phosphor `check-circle`.
pub const CHECK_CIRCLE: &str = "\u{e184}";
/// Phosphor `x-circle`.
pub const X_CIRCLE: &str = "\u{e4f8}";
/// Phosphor `warning`.
pub const WARNING: &str = "\u{e4e0}";
/// Phosphor `warning-circle`.
pub const WARNING_CIRCLE: &str = "\u{e4e2}";
/// Phosphor `info`.
pub const INFO: &str = "\u{e2ce}";
/// Phosphor `arrow-u-up-left`.
pub const ARROW_U_UP_LEFT: &str = "\u{e08a}";
/// Phosphor `arrow-u-up-right`.
pub const ARROW_U_UP_RIGHT: &str = "\u{e08c}";
/// Phosphor `magnifying-glass`.
pub const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// Phosphor `table`.
pub const TABLE: &str = "\u{e476}";
/// Phosphor `columns`.
pub const COLUMNS: &str = "\u{e546}";
/// Phosphor `article`.
pub const ARTICLE: &str = "\u{e0a8}";
/// Phosphor `gear`.
pub const GEAR: &str = "\u{e270}";
/// Phosphor `trash`.
pub const TRASH: &str = "\u{e4a6}";
/// Phosphor `pencil-simple`.
pub const PENCIL_SIMPLE: &str = "\u{e3b4}";
/// Phosphor `dots-three`.
pub const DOTS_THREE: &str = "\u{e1fe}";
/// Phosphor `caret-down`.
pub const CARET_DOWN: &str = "\u{e136}";
/// Phosphor `caret-right`.
pub const CARET_RIGHT: &str = "\u{e13a}";
/// Phosphor `caret-left`.
pub const CARET_LEFT: &str = "\u{e138}";
/// Phosphor `caret-up`.
pub const CARET_UP: &str = "\u{e13c}";
/// Phosphor `users`.
pub const USERS: &str = "\u{e4d6}";
/// Phosphor `list-bullets`.
pub const LIST_BULLETS: &str = "\u{e2f2}";
/// Phosphor `link`.
pub const LINK: &str = "\u{e2e2}";
/// Phosphor `lock-simple`.
pub const LOCK_SIMPLE: &str = "\u{e308}";
/// Phosphor `megaphone`.
pub const MEGAPHONE: &str = "\u{e324}";
/// Phosphor `hand-palm`.
pub const HAND_PALM: &str = "\u{e57e}";
/// Phosphor `hand-coins`.
pub const HAND_COINS: &str = "\u{ea8c}";
/// Phosphor `clock`.
pub const CLOCK: &str = "\u{e19a}";
/// Phosphor `calendar`.
pub const CALENDAR: &str = "\u{e108}";
/// Phosphor `quotes`.
pub const QUOTES: &str = "\u{e660}";
/// Phosphor `scales`.
pub const SCALES: &str = "\u{e750}";
/// Phosphor `sidebar-simple`.
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// Phosphor `question`.
pub const QUESTION: &str = "\u{e3e8}";
/// Phosphor `prohibit`.
pub const PROHIBIT: &str = "\u{e3de}";
/// Phosphor `circle`.
pub const CIRCLE: &str = "\u{e18a}";
/// Phosphor `circle-dashed`.
pub const CIRCLE_DASHED: &str = "\u{e602}";
/// Phosphor `circle-half`.
pub const CIRCLE_HALF: &str = "\u{e18c}";
/// Phosphor `arrows-left-right`.
pub const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
/// Phosphor `arrow-right`.
pub const ARROW_RIGHT: &str = "\u{e06c}";
/// Phosphor `hourglass`.
pub const HOURGLASS: &str = "\u{e2b2}";
/// Phosphor `stack`.
pub const STACK: &str = "\u{e466}";
/// Phosphor `seal-check`.
pub const SEAL_CHECK: &str = "\u{e606}";
/// Phosphor `folder-open`.
pub const FOLDER_OPEN: &str = "\u{e256}";
/// Phosphor `file-plus`.
pub const FILE_PLUS: &str = "\u{e236}";
/// Phosphor `floppy-disk`.
pub const FLOPPY_DISK: &str = "\u{e248}";
/// Phosphor `flag`.
pub const FLAG: &str = "\u{e244}";
/// Phosphor `note`.
pub const NOTE: &str = "\u{e348}";
/// Phosphor `equals`.
pub const EQUALS: &str = "\u{e21c}";
/// Phosphor `not-equals`.
pub const NOT_EQUALS: &str = "\u{eda6}";
/// Phosphor `handshake`.
pub const HANDSHAKE: &str = "\u{e582}";
/// Phosphor `eye`.
pub const EYE: &str = "\u{e220}";
