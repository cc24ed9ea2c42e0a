//! Icons: code points of the icon face (`assets/icons/`). Drawn with [`super::theme::icon_font`], never without a word or a
//! name for screen readers beside them.

/// Phosphor `x`.
pub(super) const X: &str = "\u{e4f6}";
/// Phosphor `check-circle`.
pub(super) const CHECK_CIRCLE: &str = "\u{e184}";
/// Phosphor `x-circle`.
pub(super) const X_CIRCLE: &str = "\u{e4f8}";
/// Phosphor `warning`.
pub(super) const WARNING: &str = "\u{e4e0}";
/// Phosphor `warning-circle`.
pub(super) const WARNING_CIRCLE: &str = "\u{e4e2}";
/// Phosphor `info`.
pub(super) const INFO: &str = "\u{e2ce}";
/// Phosphor `arrow-u-up-left`.
pub(super) const ARROW_U_UP_LEFT: &str = "\u{e08a}";
/// Phosphor `arrow-u-up-right`.
pub(super) const ARROW_U_UP_RIGHT: &str = "\u{e08c}";
/// Phosphor `magnifying-glass`.
pub(super) const MAGNIFYING_GLASS: &str = "\u{e30c}";
/// Phosphor `push-pin`.
pub(super) const PUSH_PIN: &str = "\u{e3e2}";
/// Phosphor `sliders`.
pub(super) const SLIDERS: &str = "\u{e432}";
/// Phosphor `article`.
pub(super) const ARTICLE: &str = "\u{e0a8}";
/// Phosphor `trash`.
pub(super) const TRASH: &str = "\u{e4a6}";
/// Phosphor `caret-down`.
pub(super) const CARET_DOWN: &str = "\u{e136}";
/// Phosphor `caret-right`.
pub(super) const CARET_RIGHT: &str = "\u{e13a}";
/// Phosphor `caret-left`.
pub(super) const CARET_LEFT: &str = "\u{e138}";
/// Phosphor `caret-up`.
pub(super) const CARET_UP: &str = "\u{e13c}";
/// Phosphor `users`.
pub(super) const USERS: &str = "\u{e4d6}";
/// Phosphor `list-bullets`.
pub(super) const LIST_BULLETS: &str = "\u{e2f2}";
/// Phosphor `lock-simple`.
pub(super) const LOCK_SIMPLE: &str = "\u{e308}";
/// Phosphor `megaphone`.
pub(super) const MEGAPHONE: &str = "\u{e324}";
/// Phosphor `hand-coins`.
pub(super) const HAND_COINS: &str = "\u{ea8c}";
/// Phosphor `clock`.
pub(super) const CLOCK: &str = "\u{e19a}";
/// Phosphor `scales`.
pub(super) const SCALES: &str = "\u{e750}";
/// Phosphor `sidebar-simple`.
pub(super) const SIDEBAR_SIMPLE: &str = "\u{ec24}";
/// Phosphor `prohibit`.
pub(super) const PROHIBIT: &str = "\u{e3de}";
/// Phosphor `circle-dashed`.
pub(super) const CIRCLE_DASHED: &str = "\u{e602}";
/// Phosphor `circle-half`.
pub(super) const CIRCLE_HALF: &str = "\u{e18c}";
/// Phosphor `arrows-left-right`.
pub(super) const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
/// Phosphor `hourglass`.
pub(super) const HOURGLASS: &str = "\u{e2b2}";
/// Phosphor `stack`.
pub(super) const STACK: &str = "\u{e466}";
/// Phosphor `seal-check`.
pub(super) const SEAL_CHECK: &str = "\u{e606}";
/// Phosphor `equals`.
pub(super) const EQUALS: &str = "\u{e21c}";
/// Phosphor `not-equals`.
pub(super) const NOT_EQUALS: &str = "\u{eda6}";
/// Phosphor `handshake`.
pub(super) const HANDSHAKE: &str = "\u{e582}";
/// Phosphor `eye-slash`.
pub(super) const EYE_SLASH: &str = "\u{e224}";
/// Phosphor `question`.
pub(super) const QUESTION: &str = "\u{e3e8}";
/// Phosphor `swap`.
pub(super) const SWAP: &str = "\u{e83c}";
/// Phosphor `check`.
pub(super) const CHECK: &str = "\u{e182}";
