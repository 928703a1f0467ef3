//! How a shader lies in the app. `build/shaders.rs` writes it and holds that all of a module comes back.

use naga::{
    Arena, Constant, EntryPoint, Expression, Function, GlobalVariable, Module, ShaderStage, Span, Type,
    UniqueArena,
};
use serde::Deserialize;

/// What a module of ours has, in the order in which `Written` of `build/shaders.rs` has it. To read all that a module may have
/// (overrides, mesh and compute stages, comments) takes twice the code.
#[derive(Deserialize)]
struct Carried {
    types: UniqueArena<Type>,
    constants: Arena<Constant>,
    variables: Arena<GlobalVariable>,
    expressions: Arena<Expression>,
    /// Those of the entry points are the last: one list is half the code of two.
    functions: Vec<Function>,
    /// The name of each entry point, and whether it is a vertex's; otherwise it is a fragment's.
    entries: Vec<(String, bool)>,
}

/// The module in these bytes.
pub(crate) fn module(bytes: &[u8]) -> Result<Module, postcard::Error> {
    let carried: Carried = postcard::from_bytes(bytes)?;
    let plain = carried.functions.len().saturating_sub(carried.entries.len());
    let mut rest = carried.functions.into_iter();
    let mut functions = Arena::new();
    for function in rest.by_ref().take(plain) {
        functions.append(function, Span::UNDEFINED);
    }
    let entry = |((name, vertex), function)| EntryPoint {
        name,
        stage: if vertex { ShaderStage::Vertex } else { ShaderStage::Fragment },
        early_depth_test: None,
        workgroup_size: [0; 3],
        workgroup_size_overrides: None,
        function,
        mesh_info: None,
        task_payload: None,
        incoming_ray_payload: None,
    };
    Ok(Module {
        types: carried.types,
        constants: carried.constants,
        global_variables: carried.variables,
        global_expressions: carried.expressions,
        functions,
        entry_points: carried.entries.into_iter().zip(rest).map(entry).collect(),
        ..Module::default()
    })
}
