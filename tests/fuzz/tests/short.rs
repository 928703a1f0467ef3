//! The first inputs of seed 1, with every `cargo verify`.

use tradewind_fuzz::{Inputs, Target};

#[test]
fn two_thousand_models_break_nothing() {
    let taken =
        Inputs::new(Target::Gltf, 1).take(2_000).filter(|bytes| Target::Gltf.run(bytes) == "taken").count();
    // Some are refused and some are not, or it would test little.
    assert!((100..1_900).contains(&taken), "{taken}");
}

#[test]
fn two_thousand_gestures_break_nothing() {
    let taken = Inputs::new(Target::Camera, 1)
        .take(2_000)
        .filter(|bytes| Target::Camera.run(bytes) == "taken")
        .count();
    assert!(taken > 1_000, "{taken}");
}

#[test]
fn a_seed_gives_the_same_inputs_again() {
    let some = |seed: u64| Inputs::new(Target::Gltf, seed).take(50).collect::<Vec<_>>();
    assert!(some(3) == some(3) && some(3) != some(4));
}
