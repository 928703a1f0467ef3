//! Rows of the preview: a model from bytes to what a card takes, and its frames.

use crate::measured::Outcome;
use crate::measured::today;
use crate::table::{Measure, Section, skipped};
use crate::three::{Drawer, Frames};
use std::fmt;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use tradewind_scene::{Limits, Loader};

/// Where Debian's chromium keeps its Vulkan driver.
const SWIFTSHADER: &str = "/usr/lib/chromium/vk_swiftshader_icd.json";
const LOADS: usize = 30;
/// Rounds of so many frames of each in turn.
const ROUNDS: usize = 6;
const FRAMES: usize = 3;

pub(crate) fn section() -> Outcome<Section> {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/models/Mixer/Mixer.glb");
    let mut rows = Vec::new();
    if model.exists() {
        rows.push(loading(&std::fs::read(&model)?)?);
        rows.extend(drawing(&model)?);
    } else {
        rows.push(skipped("Mixer: bytes to GPU-ready, frames", "../shared/models/Mixer is not there"));
    }
    let preface = format!(
        "`cargo bench-table preview`. Wall time, median (best); runs of ours and of the peer alternate, because the machine is shared.\n\
         The model is Khronos' Mixer (3D Commerce, CC BY 4.0): 46,963 triangles, four pictures of up to 2048 x 2048.\n\
         {}, Debian 12, 2 shared cores, no GPU.",
        today()
    );
    Ok(Section { title: "Preview", preface, rows })
}

/// Ours ends with what is uploaded as it is: every number checked, tangents made, vertices packed, each picture once as RGBA.
/// The peer ends with less: its JSON read, a copy of its buffers, every picture as its file has it (RGB), two of them twice.
fn loading(bytes: &[u8]) -> Outcome<Measure> {
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for _ in 0..LOADS {
        ours.measure(|| Ok(black_box(Loader::new(Limits::default()).load(bytes)?)))?;
        theirs.measure(|| Ok(black_box(gltf::import_slice(bytes)?)))?;
    }
    Ok(Measure {
        what: format!(
            "Mixer.glb from bytes to GPU-ready: checked, tangents made, vertices packed, pictures decoded to RGBA ({LOADS} times)"
        ),
        ours: format!("{ours}, {}", ratio(&ours, &theirs)),
        peer: "gltf 1.4, `import_slice`: buffers copied, pictures decoded (RGB; no tangents, no packing), one thread".into(),
        theirs: theirs.to_string(),
        goal: "≤ 0.6 x the peer's time".into(),
    })
}

/// Frames of ours on two drivers, and of three.js on the first, a few of each in turn.
fn drawing(model: &Path) -> Outcome<Vec<Measure>> {
    let frame = "a frame of Mixer, 1024 x 1024, 4 samples, camera 0 turning, its pixels read back";
    let mut three = match Drawer::three(model)? {
        Ok(three) => three,
        Err(why) => return Ok(vec![skipped(frame, &why)]),
    };
    let samples = three.about.samples.unwrap_or_default();
    if samples != 4 {
        return Ok(vec![skipped(frame, &format!("three.js got {samples} samples a point instead of 4"))]);
    }
    if !Path::new(SWIFTSHADER).exists() {
        return Ok(vec![skipped(frame, "chromium came without its Vulkan driver")]);
    }
    let mut swift = Drawer::ours(model, &[("VK_ICD_FILENAMES", SWIFTSHADER)])?;
    let mut mesa = Drawer::ours(model, &[("WGPU_ADAPTER_NAME", "llvmpipe")])?;
    for _ in 0..ROUNDS {
        for drawer in [&mut swift, &mut three, &mut mesa] {
            drawer.draw(FRAMES)?;
        }
    }
    let release = three.about.three.as_deref().unwrap_or("?");
    let peer = format!("three.js r{release}, MeshStandardMaterial as GLTFLoader makes it, RoomEnvironment");
    let theirs = Times(three.frames.ms.clone());
    let row = |what: &str, drawer: &Drawer| {
        let ours = Times(drawer.frames.ms.clone());
        Measure {
            what: format!("{frame}: {what}"),
            ours: format!("{ours}, {}; {}", ratio(&ours, &theirs), drawer.about.card),
            peer: format!("{peer}; {}", three.about.card),
            theirs: theirs.to_string(),
            goal: String::new(),
        }
    };
    let counts = |drawer: &Drawer| {
        let Frames { draws, passes, uploaded, .. } = drawer.frames;
        format!("{draws} draw, {passes} pass, {uploaded} bytes")
    };
    let first = |drawer: &Drawer| {
        let about = &drawer.about;
        format!("{:.0} ms, {:.1} MB given to the card", about.first_ms, about.uploaded as f64 / 1e6)
    };
    Ok(vec![
        row("both on SwiftShader", &swift),
        row("ours on Mesa's llvmpipe, theirs on SwiftShader, so drivers are compared too", &mesa),
        Measure {
            what: "what such a frame asks of the card".into(),
            ours: counts(&swift),
            peer: format!("{peer}; counted at WebGL's calls"),
            theirs: counts(&three),
            goal: String::new(),
        },
        Measure {
            what: "from bytes to the first picture, on SwiftShader, once: load, light of the room, upload, mips, pipelines, frame (ours casts the floor's shadow, too)".into(),
            ours: first(&swift),
            peer,
            theirs: first(&three),
            goal: String::new(),
        },
    ])
}

/// Milliseconds.
#[derive(Default)]
struct Times(Vec<f64>);

impl Times {
    fn measure<T>(&mut self, run: impl FnOnce() -> Outcome<T>) -> Outcome<()> {
        let begun = Instant::now();
        let made = run()?;
        self.0.push(begun.elapsed().as_secs_f64() * 1e3);
        drop(made);
        Ok(())
    }

    fn sorted(&self) -> Vec<f64> {
        let mut all = self.0.clone();
        all.sort_by(f64::total_cmp);
        all
    }

    fn median(&self) -> f64 {
        self.sorted().get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn best(&self) -> f64 {
        self.sorted().first().copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} ms ({:.1})", self.median(), self.best())
    }
}

/// How ours stands to theirs: below 1 ours is faster.
fn ratio(ours: &Times, theirs: &Times) -> String {
    format!("{:.2} x ({:.2} x)", ours.median() / theirs.median(), ours.best() / theirs.best())
}
