//! From WGSL to what the app carries: naga's module, as postcard writes what our shaders have of it.

#[path = "../src/shaders/read.rs"]
pub(crate) mod read;

use naga::valid::{Capabilities, ValidationFlags, Validator};
use naga::{
    Arena, Constant, Expression, Function, GlobalVariable, Module, ShaderStage, SourceLocation, Type,
    UniqueArena,
};
use serde::Serialize;
use std::error::Error;
use std::path::Path;

/// Each shader, and the files that it is put together from.
pub(crate) const SHADERS: [(&str, &[&str]); 4] = [
    ("surface", &["view.wgsl", "surface.wgsl", "plain.wgsl", "painted.wgsl"]),
    ("lobes", &["view.wgsl", "surface.wgsl", "lobes.wgsl", "painted.wgsl"]),
    ("over", &["view.wgsl", "over.wgsl"]),
    ("floor", &["floor.wgsl"]),
];

/// What `read::module` reads, in its order.
#[derive(Serialize)]
struct Written<'a> {
    types: &'a UniqueArena<Type>,
    constants: &'a Arena<Constant>,
    variables: &'a Arena<GlobalVariable>,
    expressions: &'a Arena<Expression>,
    functions: Vec<&'a Function>,
    entries: Vec<(&'a str, bool)>,
}

/// The shader of these files, or what is wrong with it, with file and line.
pub(crate) fn compiled(folder: &Path, files: &[&str]) -> Result<Vec<u8>, String> {
    let mut texts = Vec::new();
    for name in files {
        let text = std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        texts.push((*name, text));
    }
    let whole: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    let module = parsed(&whole).map_err(|(at, what)| format!("{}: {what}", place(&texts, at)))?;
    let last = texts.last().map_or("", |(name, _)| name);
    written(&module).map_err(|what| format!("{last}: {what}"))
}

/// Parsed and validated as for a card that can do nothing beyond what every card can.
fn parsed(text: &str) -> Result<Module, (Option<SourceLocation>, String)> {
    let module = naga::front::wgsl::parse_str(text)
        .map_err(|error| (error.location(text), error.message().to_owned()))?;
    match Validator::new(ValidationFlags::all(), Capabilities::empty()).validate(&module) {
        Ok(_) => Ok(module),
        Err(error) => {
            let mut what = error.as_inner().to_string();
            let mut under = error.as_inner().source();
            while let Some(error) = under {
                what = format!("{what}: {error}");
                under = error.source();
            }
            Err((error.location(text), what))
        }
    }
}

/// The bytes, once they were read back to the same module: what `read` leaves out, a shader must not have.
fn written(module: &Module) -> Result<Vec<u8>, String> {
    let points = &module.entry_points;
    let functions = module.functions.iter().map(|(_, function)| function);
    let bytes = postcard::to_stdvec(&Written {
        types: &module.types,
        constants: &module.constants,
        variables: &module.global_variables,
        expressions: &module.global_expressions,
        functions: functions.chain(points.iter().map(|point| &point.function)).collect(),
        entries: points
            .iter()
            .map(|point| (point.name.as_str(), point.stage == ShaderStage::Vertex))
            .collect(),
    });
    let bytes = bytes.map_err(|error| error.to_string())?;
    let back = read::module(&bytes).map_err(|error| error.to_string())?;
    let whole = |module: &Module| postcard::to_stdvec(module).map_err(|error| error.to_string());
    if whole(&back)? == whole(module)? {
        Ok(bytes)
    } else {
        Err("it has what src/shaders/read.rs does not carry: another stage than vertex and fragment, an override".to_owned())
    }
}

/// File, line and column of a place in the files put together.
fn place(texts: &[(&str, String)], at: Option<SourceLocation>) -> String {
    let mut line = at.map_or(1, |at| at.line_number as usize);
    let column = at.map_or(1, |at| at.line_position);
    for (name, text) in texts {
        let lines = text.lines().count();
        if line <= lines {
            return format!("{name}:{line}:{column}");
        }
        line -= lines;
    }
    // After the last line, where a brace is missing.
    texts.last().map(|(name, text)| format!("{name}:{}:{column}", text.lines().count())).unwrap_or_default()
}
