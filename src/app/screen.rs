//! Fitting the window to the screen: as large as it was, where that has room.

use egui::{Context, Pos2, Vec2, ViewportCommand, ViewportInfo, pos2, vec2};

/// The size of a window of which none is remembered, in points. With its frame and a bar of the system it has room on a
/// screen of 1280 × 800 and on one of 1366 × 768.
pub(super) const FIRST_SIZE: [f32; 2] = [1276.0, 660.0];

/// So much is kept free for the bars of the system where nothing tells how high they are.
const BARS: Vec2 = vec2(0.0, 48.0);

/// The frame and the screen are told this many frames after the start at the latest.
const PATIENCE: u32 = 60;

/// So many frames until what is told of a new window is true: its frame, its zoom.
const UNTIL_SETTLED: u32 = 3;

/// Fits the window once, soon after the start.
#[derive(Debug, Default)]
pub(super) struct Fit {
    frames: u32,
    is_done: bool,
}

impl Fit {
    /// Looks whether the window has room on its screen, as soon as both are known.
    pub(super) fn look(&mut self, ctx: &Context) {
        if self.is_done {
            return;
        }
        self.frames += 1;
        if self.frames < UNTIL_SETTLED {
            ctx.request_repaint();
            return;
        }
        let fitted = ctx.input(|input| fitted(input.viewport()));
        self.is_done = fitted != Room::Unknown || self.frames > PATIENCE;
        let Room::Lacks(size, corner) = fitted else { return };
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        if let Some(corner) = corner {
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(corner));
        }
    }
}

/// Whether a window has room on its screen.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Room {
    /// Too little is known of the two.
    Unknown,
    /// It has, or the system sees to it.
    Has,
    /// It would with this inner size, at this corner where that must change. In points.
    Lacks(Vec2, Option<Pos2>),
}

fn fitted(window: &ViewportInfo) -> Room {
    let (Some(inner), Some(screen)) = (window.inner_rect, window.monitor_size) else { return Room::Unknown };
    let inner = inner.size();
    let is_of_the_system = [window.maximized, window.fullscreen].contains(&Some(true));
    if is_of_the_system || screen.min_elem() < 1.0 {
        return Room::Has;
    }
    let frame = window.outer_rect.map_or(Vec2::ZERO, |outer| (outer.size() - inner).max(Vec2::ZERO));
    let room = (screen - frame - BARS).max(Vec2::splat(1.0));
    if inner.x <= room.x && inner.y <= room.y {
        return Room::Has;
    }
    let size = inner.min(room);
    // Where screens stand side by side, corners count from the first of them; of the others only their size is known.
    let on_first = |corner: Pos2| corner.x >= 0.0 && corner.y >= 0.0 && corner.x < screen.x && corner.y < screen.y;
    let corner = window.outer_rect.map(|outer| outer.min).filter(|corner| on_first(*corner));
    let most = room - size;
    let moved = corner.map(|corner| pos2(corner.x.min(most.x.max(0.0)), corner.y.min(most.y.max(0.0))));
    Room::Lacks(size, moved.filter(|to| Some(*to) != corner))
}

#[cfg(test)]
mod tests {
    use egui::Rect;

    use super::*;

    const FRAME: Vec2 = vec2(4.0, 38.0);

    fn window(corner: Pos2, inner: Vec2, screen: Vec2) -> ViewportInfo {
        ViewportInfo {
            inner_rect: Some(Rect::from_min_size(corner + FRAME / 2.0, inner)),
            outer_rect: Some(Rect::from_min_size(corner, inner + FRAME)),
            monitor_size: Some(screen),
            ..ViewportInfo::default()
        }
    }

    /// If this fails, the status bar and the buttons of dialogs are below the edge of a small screen.
    #[test]
    fn a_first_window_has_room_on_small_screens() {
        for screen in [vec2(1280.0, 800.0), vec2(1366.0, 768.0), vec2(1440.0, 900.0)] {
            assert_eq!(fitted(&window(Pos2::ZERO, FIRST_SIZE.into(), screen)), Room::Has, "on {screen}");
        }
    }

    /// If this fails, a window that was left on a large screen begins larger than the small one.
    #[test]
    fn a_window_that_is_larger_than_its_screen_is_made_to_fit() {
        let screen = vec2(1280.0, 800.0);
        let lacking = |corner, inner| match fitted(&window(corner, inner, screen)) {
            Room::Lacks(size, corner) => (size, corner),
            other => panic!("{other:?}"),
        };
        let (size, corner) = lacking(pos2(300.0, 200.0), vec2(2400.0, 1300.0));
        let corner = corner.unwrap();
        let outer = size + FRAME;
        assert!(
            corner.x + outer.x <= screen.x && corner.y + outer.y <= screen.y,
            "{outer} at {corner} is off the screen"
        );
        assert!(size.x > 1200.0 && size.y > 650.0, "room is wasted: {size}");
        let (low, _) = lacking(Pos2::ZERO, vec2(900.0, 1300.0));
        assert!((low.x - 900.0).abs() < 0.1, "what fits stays as it was");
    }

    /// If this fails, a maximised window is made small again, or a window jumps on a system that tells nothing.
    #[test]
    fn what_the_system_made_or_does_not_tell_stays() {
        let large = window(Pos2::ZERO, vec2(2400.0, 1300.0), vec2(1280.0, 800.0));
        assert_eq!(fitted(&ViewportInfo { maximized: Some(true), ..large.clone() }), Room::Has);
        assert_eq!(fitted(&ViewportInfo { fullscreen: Some(true), ..large.clone() }), Room::Has);
        assert_eq!(fitted(&ViewportInfo { monitor_size: None, ..large }), Room::Unknown);
    }
}
