//! What is told of one model, as JSON and in words. A stranger wrote its names: nothing of them moves the terminal's cursor.

use super::failed::Failed;
use super::looked::texture_bytes;
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use tradewind_domain::text::clean;
use tradewind_scene::Model;

/// Characters of a line that a terminal is shown.
const LONGEST_LINE: usize = 2_048;

/// One model. The names of the fields are stable.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    path: String,
    /// Whether phones show it.
    ok: bool,
    /// Why it is refused, or why there is no picture of it.
    code: Option<&'static str>,
    sentence: Option<String>,
    findings: Vec<FindingTold>,
    /// Width, height and depth in metres, to the micrometre.
    size_m: Option<[f64; 3]>,
    triangles: Option<usize>,
    vertices: Option<usize>,
    texture_bytes: Option<u64>,
    animations: Vec<AnimationTold>,
    variants: Vec<String>,
    picture: Option<String>,
}

#[derive(Debug, Serialize)]
struct FindingTold {
    code: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct AnimationTold {
    name: String,
    seconds: f64,
}

impl Told {
    /// A model that phones refuse.
    pub(super) fn refused(path: &Path, Failed(code, sentence): Failed) -> Self {
        Self {
            path: path.display().to_string(),
            ok: false,
            code: Some(code),
            sentence: Some(sentence),
            findings: Vec::new(),
            size_m: None,
            triangles: None,
            vertices: None,
            texture_bytes: None,
            animations: Vec::new(),
            variants: Vec::new(),
            picture: None,
        }
    }

    /// A model that phones show.
    pub(super) fn shown(path: &Path, model: &Model) -> Self {
        let finding = |finding: &tradewind_scene::Finding| FindingTold {
            code: finding.code(),
            text: finding.to_string(),
        };
        let animation = |info: &tradewind_scene::AnimationInfo| AnimationTold {
            name: info.name.clone(),
            seconds: to_millionths(info.seconds),
        };
        Self {
            path: path.display().to_string(),
            ok: true,
            code: None,
            sentence: None,
            findings: model.findings.iter().map(finding).collect(),
            size_m: Some(model.bounds.size().to_array().map(to_millionths)),
            triangles: Some(model.triangles()),
            vertices: Some(model.vertices()),
            texture_bytes: Some(texture_bytes(model)),
            animations: model.animations.iter().map(animation).collect(),
            variants: model.variants.clone(),
            picture: None,
        }
    }

    /// With its picture, or why there is none.
    pub(super) fn with_picture(self, drawn: Result<&Path, Failed>) -> Self {
        match drawn {
            Ok(path) => Self { picture: Some(path.display().to_string()), ..self },
            Err(Failed(code, sentence)) => Self { code: Some(code), sentence: Some(sentence), ..self },
        }
    }

    /// Whether phones show it.
    pub(super) const fn is_shown(&self) -> bool {
        self.ok
    }

    /// How many findings there are.
    pub(super) const fn findings(&self) -> usize {
        self.findings.len()
    }

    /// One line of JSON.
    pub(super) fn json(&self, out: &mut dyn Write) -> std::io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        writeln!(out)
    }

    /// Some lines for people; `usual` says its size as the person measures.
    pub(super) fn plain(&self, usual: &str, out: &mut dyn Write) -> std::io::Result<()> {
        let why = match (self.code, &self.sentence) {
            (Some(code), Some(sentence)) => format!("{code}: {sentence}"),
            _ => String::new(),
        };
        if !self.ok {
            return writeln!(out, "{}: refused, {}", safe(&self.path), safe(&why));
        }
        writeln!(out, "{}", safe(&self.path))?;
        let mut row = |name: &str, text: &str| writeln!(out, "  {name:<12}{}", safe(text));
        if let Some([width, height, depth]) = self.size_m {
            row("size", &format!("{width:.3} x {height:.3} x {depth:.3} m ({usual})"))?;
        }
        if let (Some(triangles), Some(vertices)) = (self.triangles, self.vertices) {
            row("shape", &format!("{triangles} triangles, {vertices} vertices"))?;
        }
        if let Some(bytes) = self.texture_bytes {
            row("textures", &format!("{:.1} MB on a phone", bytes as f64 / 1e6))?;
        }
        for AnimationTold { name, seconds } in &self.animations {
            row("animation", &format!("{name} ({seconds:.1} s)"))?;
        }
        if !self.variants.is_empty() {
            row("variants", &self.variants.join(", "))?;
        }
        for FindingTold { code, text } in &self.findings {
            row("finding", &format!("{code}: {text}"))?;
        }
        match &self.picture {
            Some(path) => row("picture", path),
            None if !why.is_empty() => row("no picture", &why),
            None => Ok(()),
        }
    }
}

/// On one line, without what is not to be seen.
fn safe(text: &str) -> String {
    clean(text, LONGEST_LINE).unwrap_or_default()
}

/// A number with the digits that it was measured to, and none of those that a wider type adds.
fn to_millionths(number: f32) -> f64 {
    (f64::from(number) * 1e6).round() / 1e6
}
