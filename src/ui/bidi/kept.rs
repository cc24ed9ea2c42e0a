//! What was put into visual order stays so for the next frames.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Context, cache::CacheTrait};

/// For so many frames something is kept that is not shown any more: scrolling back finds it again.
const KEPT_FRAMES: u64 = 120;

/// Jobs in visual order, by what they were made of.
#[derive(Default)]
struct Kept {
    frame: u64,
    jobs: HashMap<u64, (u64, Arc<LayoutJob>)>,
}

impl CacheTrait for Kept {
    fn update(&mut self) {
        self.frame += 1;
        if self.frame.is_multiple_of(KEPT_FRAMES) {
            let oldest = self.frame - KEPT_FRAMES;
            self.jobs.retain(|_, (used, _)| *used >= oldest);
        }
    }

    fn len(&self) -> usize {
        self.jobs.len()
    }
}

/// The visual form of a job, made by `make` unless it is known. Words are measured in pixels, so they count too.
pub(super) fn kept(
    ctx: &Context,
    source: &LayoutJob,
    fills_width: bool,
    make: impl FnOnce() -> LayoutJob,
) -> Arc<LayoutJob> {
    let mut hasher = DefaultHasher::new();
    (source, fills_width, ctx.pixels_per_point().to_bits()).hash(&mut hasher);
    let key = hasher.finish();
    let known = ctx.memory_mut(|memory| {
        let kept = memory.caches.cache::<Kept>();
        let frame = kept.frame;
        kept.jobs.get_mut(&key).map(|(used, job)| {
            *used = frame;
            Arc::clone(job)
        })
    });
    if let Some(job) = known {
        return job;
    }
    let job = Arc::new(make());
    ctx.memory_mut(|memory| {
        let kept = memory.caches.cache::<Kept>();
        kept.jobs.insert(key, (kept.frame, Arc::clone(&job)));
    });
    job
}
