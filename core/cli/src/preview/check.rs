//! `tradewind preview --check`: what phones make of each model at a path, in the order of their names.

use super::args::PreviewArgs;
use super::failed::Failed;
use super::told::Told;
use super::{files, looked, still};
use std::cell::OnceCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tradewind_domain::{Language, Market, Units};
use tradewind_l10n::{Localizer, plain};
use tradewind_render::{GpuChoice, Renderer};
use tradewind_scene::{Model, PreparedModel};

/// The exit code where phones refuse a model.
const REFUSED: u8 = 5;

/// Tells of each model as soon as it is looked at. 0 where phones show all of them, 1 where a picture that was asked for was not
/// drawn, 2 where there is nothing to be checked, 5 where a model is refused.
pub(super) fn run(args: &PreviewArgs, choice: &GpuChoice, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let models = match files::models_at(&args.file) {
        Ok(models) => models,
        Err(Failed(code, why)) => {
            let _ = writeln!(err, "tradewind preview: {code}: {why}");
            return 2;
        }
    };
    let check = Check { args, choice, renderer: OnceCell::new() };
    let measure = Measure::of(args.lang.as_ref());
    let (mut refused, mut undrawn, mut findings) = (0usize, 0usize, 0usize);
    for path in &models {
        let (told, usual, drawn) = check.told(path, &measure);
        let _ = if args.json { told.json(out) } else { told.plain(&usual, out) };
        refused += usize::from(!told.is_shown());
        undrawn += usize::from(!drawn);
        findings += told.findings();
    }
    if !args.json {
        let _ = writeln!(out, "models: {}, refused: {refused}, findings: {findings}", models.len());
    }
    match (refused, undrawn) {
        (0, 0) => 0,
        (0, _) => 1,
        _ => REFUSED,
    }
}

struct Check<'a> {
    args: &'a PreviewArgs,
    choice: &'a GpuChoice,
    /// Opened for the first picture.
    renderer: OnceCell<Result<Renderer, Failed>>,
}

impl Check<'_> {
    /// What is told of a model, its size as the person measures, and whether it has the picture that was asked for, if one was.
    fn told(&self, path: &Path, measure: &Measure) -> (Told, String, bool) {
        let model = match looked::load(path) {
            Ok(model) => Arc::new(model),
            Err(failed) => return (Told::refused(path, failed), String::new(), true),
        };
        let (told, usual) = (Told::shown(path, &model), measure.said(&model));
        let Some(folder) = &self.args.out else { return (told, usual, true) };
        let picture = self.picture(folder, path);
        let drawn = self.draw(model, &picture);
        let has_one = drawn.is_ok();
        (told.with_picture(drawn.map(|()| picture.as_path())), usual, has_one)
    }

    /// Where a model's picture goes: under its own whole name, and where the folders below the searched one have it, so that no two
    /// models share one.
    fn picture(&self, folder: &Path, model: &Path) -> PathBuf {
        let below = model.strip_prefix(&self.args.file).ok().filter(|below| !below.as_os_str().is_empty());
        let name = below.unwrap_or_else(|| Path::new(model.file_name().unwrap_or_default()));
        let mut whole = folder.join(name).into_os_string();
        whole.push(".png");
        PathBuf::from(whole)
    }

    fn draw(&self, model: Arc<Model>, picture: &Path) -> Result<(), Failed> {
        let renderer = self.renderer.get_or_init(|| still::renderer(self.args, self.choice));
        let renderer = renderer.as_ref().map_err(Clone::clone)?;
        let view = still::first_view(self.args, &model)?;
        let mut prepared = renderer.prepare(model)?;
        let frame = prepared.draw(&view)?;
        if let Some(folder) = picture.parent() {
            std::fs::create_dir_all(folder).map_err(|error| Failed::file(folder, &error))?;
        }
        still::write(picture, &*frame)
    }
}

/// How the person is told a size.
struct Measure {
    units: Units,
    /// None where the language's own data is broken: then metres stand alone.
    words: Option<Localizer>,
}

impl Measure {
    fn of(language: Option<&Language>) -> Self {
        let languages: Vec<Language> = language.into_iter().cloned().collect();
        // ZZ is CLDR's region that nobody knows: who names none measures in the metres of the file.
        let units = Market::parse("ZZ").map_or(Units::Metric, |nowhere| Units::of(nowhere, &languages));
        Self { units, words: Localizer::new(&languages, "UTC").ok() }
    }

    /// Width, height and depth, as in `15 cm x 9.8 cm x 11.3 cm`.
    fn said(&self, model: &Model) -> String {
        let Some(words) = &self.words else { return String::new() };
        let sides = model.bounds.size().to_array().map(|metres| {
            // From here on a length is a whole number.
            let micrometres = (f64::from(metres).max(0.0) * 1e6).round() as u64;
            plain(&words.length(micrometres, self.units))
        });
        sides.join(" x ")
    }
}

#[cfg(test)]
mod tests;
