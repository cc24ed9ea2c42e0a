//! Frames without a display: egui's input as a window would give it, its output turned into triangles as they would be for
//! the graphics card, and what a row of frames took.

use std::time::Duration;

use egui::{
    ClippedPrimitive, Context, Event, FullOutput, Modifiers, Pos2, RawInput, Rect, TouchPhase, Vec2, pos2, vec2,
};

const SIZE: Vec2 = vec2(1600.0, 1000.0);

/// The next frame's input, a sixtieth of a second after the last one.
pub(crate) fn input(frames: &mut u32, events: Vec<Event>) -> RawInput {
    *frames += 1;
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        time: Some(f64::from(*frames) / 60.0),
        focused: true,
        events,
        ..RawInput::default()
    }
}

/// The wheel is turned over the middle of the window.
pub(crate) fn wheel(delta: Vec2) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos2(600.0, 500.0)), wheel]
}

/// What a frame drew, as triangles.
pub(crate) fn triangles(ctx: &Context, output: &mut FullOutput) -> Vec<ClippedPrimitive> {
    ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point)
}

/// Median, 99th percentile and the slowest.
pub(crate) fn percentiles(times: &mut [Duration]) -> [Duration; 3] {
    times.sort_unstable();
    [50, 99, 100].map(|percent| times[(times.len() * percent / 100).min(times.len() - 1)])
}
