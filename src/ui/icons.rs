//! Icons: code points of the icon face (`assets/icons/`). Drawn with [`super::theme::icon_font`], never without a word or a
//! name for screen readers beside them.

/// Phosphor `x`.
pub const X: &str = "\u{e4f6}";
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
/// Phosphor `article`.
pub const ARTICLE: &str = "\u{e0a8}";
/// Phosphor `trash`.
pub const TRASH: &str = "\u{e4a6}";
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
/// Phosphor `lock-simple`.
pub const LOCK_SIMPLE: &str = "\u{e308}";
/// Phosphor `megaphone`.
pub const MEGAPHONE: &str = "\u{e324}";
/// Phosphor `hand-coins`.
pub const HAND_COINS: &str = "\u{ea8c}";
/// Phosphor `clock`.
pub const CLOCK: &str = "\u{e19a}";
/// Phosphor `scales`.
pub const SCALES: &str = "\u{e750}";
/// Phosphor `sidebar-simple`.
pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// Phosphor `prohibit`.
pub const PROHIBIT: &str = "\u{e3de}";
/// Phosphor `circle-dashed`.
pub const CIRCLE_DASHED: &str = "\u{e602}";
/// Phosphor `circle-half`.
pub const CIRCLE_HALF: &str = "\u{e18c}";
/// Phosphor `arrows-left-right`.
pub const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
/// Phosphor `hourglass`.
pub const HOURGLASS: &str = "\u{e2b2}";
/// Phosphor `stack`.
pub const STACK: &str = "\u{e466}";
/// Phosphor `seal-check`.
pub const SEAL_CHECK: &str = "\u{e606}";
/// Phosphor `equals`.
pub const EQUALS: &str = "\u{e21c}";
/// Phosphor `not-equals`.
pub const NOT_EQUALS: &str = "\u{eda6}";
/// Phosphor `handshake`.
pub const HANDSHAKE: &str = "\u{e582}";
