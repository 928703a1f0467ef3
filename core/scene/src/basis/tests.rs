//! KTX2 of the reference encoder, in every format of cards; cut, too large and changed.

use super::*;
use texture2ddecoder::{decode_astc_4_4, decode_bc7, decode_etc2_rgba8};

const SIDE: usize = 64;
/// Made by `tests/kit/basis.mjs`: ETC1S with BasisLZ, UASTC with Zstandard, UASTC as it is; how far a channel may be off in the mean.
const FILES: [(&str, &[u8], f64); 3] = [
    ("etc1s", include_bytes!("../../tests/kit/etc1s.ktx2"), 9.0),
    ("uastc", include_bytes!("../../tests/kit/uastc.ktx2"), 2.5),
    ("plain", include_bytes!("../../tests/kit/plain.ktx2"), 2.5),
];

fn read(file: &[u8]) -> Result<BasisPicture, ModelError> {
    BasisPicture::read(file.to_vec(), &Limits::default())
}

/// The picture that was compressed, as in `tests/kit/basis.mjs`.
fn drawn() -> Vec<u8> {
    let mut all = Vec::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            let disc = (x as f64 - 31.5).hypot(y as f64 - 31.5) < 20.0;
            let (blue, alpha) = if disc { (200, 128 + x as u8) } else { (30, 255) };
            all.extend([x as u8 * 4, y as u8 * 4, blue, alpha]);
        }
    }
    all
}

fn off(ours: &[u8], theirs: &[u8]) -> f64 {
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(theirs).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / ours.len() as f64
}

#[test]
fn the_picture_comes_back_plain_and_in_every_format_of_cards() {
    for (name, file, most) in FILES {
        let picture = read(file).expect(name);
        assert_eq!(
            (picture.width, picture.height, picture.levels, picture.has_alpha),
            (64, 64, 7, true),
            "{name}"
        );
        assert!(picture.is_of_whole_blocks());
        let plain = picture.rgba().expect(name);
        assert!(off(&plain, &drawn()) < most, "{name}: {}", off(&plain, &drawn()));
        for format in [CardFormat::Astc, CardFormat::Bc7, CardFormat::Etc2] {
            let levels = picture.levels(format).expect(name);
            let sizes: Vec<usize> = levels.iter().map(Vec::len).collect();
            assert_eq!(sizes, [4_096, 1_024, 256, 64, 16, 16, 16], "{name} {format:?}");
            let mut texels = vec![0u32; SIDE * SIDE];
            let decoded = match format {
                CardFormat::Astc => decode_astc_4_4(&levels[0], SIDE, SIDE, &mut texels),
                CardFormat::Bc7 => decode_bc7(&levels[0], SIDE, SIDE, &mut texels),
                _ => decode_etc2_rgba8(&levels[0], SIDE, SIDE, &mut texels),
            };
            assert_eq!(decoded, Ok(()));
            // The decoder gives BGRA.
            let rgba: Vec<u8> = texels
                .iter()
                .flat_map(|texel| {
                    let [b, g, r, a] = texel.to_le_bytes();
                    [r, g, b, a]
                })
                .collect();
            assert!(off(&rgba, &drawn()) < most + 3.0, "{name} {format:?}: {}", off(&rgba, &drawn()));
        }
        let last = picture.levels(CardFormat::Rgba).expect(name).pop().expect("seven");
        assert_eq!(last.len(), 4, "{name}");
    }
}

#[test]
fn what_is_cut_or_too_large_is_refused_by_its_code() {
    for (name, file, _) in FILES {
        for end in (0..file.len()).step_by(7) {
            let cut = read(&file[..end]).and_then(|picture| picture.levels(CardFormat::Astc));
            assert_eq!(
                cut.map(|_| ()).map_err(|error| error.code()),
                Err("MODEL_IMAGE"),
                "{name}, {end} bytes"
            );
        }
        let small = Limits { image_side: 63, ..Limits::default() };
        let refused = BasisPicture::read(file.to_vec(), &small);
        assert_eq!(refused, Err(ModelError::ImageTooLarge { width: 64, height: 64, limit: 63 }), "{name}");
        for (at, value) in
            [(20, 0), (24, 0), (28, 4), (32, 2), (36, 6), (40, 8), (40, 1 << 30), (96, u32::MAX), (100, 1)]
        {
            let mut changed = file.to_vec();
            changed[at..at + 4].copy_from_slice(&value.to_le_bytes());
            assert!(read(&changed).is_err(), "{name}: {value} at {at}");
        }
    }
}

#[test]
fn changed_bytes_never_panic() {
    let mut state = 5u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for (_, file, _) in FILES {
        for _ in 0..1_500 {
            let mut changed = file.to_vec();
            for _ in 0..=random(4) {
                let at = random(changed.len());
                changed[at] = random(256) as u8;
            }
            if let Ok(picture) = read(&changed) {
                drop(picture.levels(CardFormat::Astc));
                drop(picture.rgba());
            }
        }
    }
}
