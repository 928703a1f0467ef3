//! Costs: nothing is drawn when nothing moved, nothing is made in a steady frame, frames come from a pool.

use crate::scenes::{ball, model, room, view};
use glam::Vec3;
use std::sync::Arc;
use tradewind_render::{Environment, Gpu, GpuChoice};
use tradewind_scene::{AlphaMode, DrawError, Material, Pose, PreparedModel, Projection, View};

fn turned(turn: f32) -> View {
    let pose = Pose::looking(Vec3::new(turn.sin() * 5.0, 1.0, turn.cos() * 5.0), Vec3::ZERO);
    let mut view = view(64, pose, Projection::Perspective { vertical: 0.6, near: 0.1, far: 20.0 });
    view.shadow = 0.7;
    view
}

#[test]
fn a_steady_frame_makes_nothing_and_a_still_one_draws_nothing() {
    let Some(renderer) = room(Environment::even(0.5)) else { return };
    let glass =
        Material { alpha: AlphaMode::Blend, base_colour: [0.5, 0.5, 0.5, 0.4], ..Material::default() };
    let parts = vec![(ball(Vec3::ZERO, 0.5), Material::default()), (ball(Vec3::X, 0.6), glass)];
    let mut prepared = renderer.prepare(Arc::new(model(parts))).expect("prepared");
    for step in 0..4 {
        prepared.draw(&turned(step as f32 * 0.1)).expect("drawn");
    }
    let before = prepared.counters();
    for step in 4..20 {
        prepared.draw(&turned(step as f32 * 0.1)).expect("drawn");
    }
    let after = prepared.counters();
    assert_eq!(after.allocations, before.allocations, "a steady frame makes nothing");
    assert_eq!(after.frames - before.frames, 16);
    // The floor, the solid ball, the glass one; one pass.
    assert_eq!((after.draws - before.draws, after.passes - before.passes), (48, 16));
    let a = prepared.draw(&turned(9.0)).expect("drawn");
    let b = prepared.draw(&turned(9.0)).expect("drawn");
    assert!(Arc::ptr_eq(&a, &b), "the same frame is lent again");
    assert_eq!(prepared.counters().frames, after.frames + 1);
    assert_eq!(prepared.counters().reused, 1);
}

#[test]
fn a_lent_frame_stays_as_it_was() {
    let Some(renderer) = room(Environment::even(0.5)) else { return };
    let parts = vec![(ball(Vec3::X * 0.4, 0.5), Material::default())];
    let mut prepared = renderer.prepare(Arc::new(model(parts))).expect("prepared");
    let first = prepared.draw(&turned(0.0)).expect("drawn");
    let kept = first.pixels().to_vec();
    assert_eq!(first.stride() % 4, 0);
    assert!(first.pixels().len() >= first.stride() * 64);
    for step in 1..8 {
        prepared.draw(&turned(step as f32)).expect("drawn");
    }
    assert_eq!(first.pixels(), kept, "while it is held, no other frame is written over it");
}

#[test]
fn sizes_that_cannot_be_drawn_and_cards_that_are_not_there_are_said() {
    let Some(renderer) = room(Environment::even(0.5)) else { return };
    let parts = vec![(ball(Vec3::ZERO, 0.5), Material::default())];
    let mut prepared = renderer.prepare(Arc::new(model(parts))).expect("prepared");
    for (width, height) in [(0, 64), (64, 0), (1 << 20, 64)] {
        let wrong = View { width, height, ..turned(0.0) };
        assert_eq!(prepared.draw(&wrong).err().map(|e| e.code()), Some("DRAW_SIZE"));
    }
    let nowhere = GpuChoice { name: Some("no such card".to_owned()) };
    assert_eq!(Gpu::open(&nowhere).err(), Some(DrawError::NoAdapter));
}
