//! Which extensions are drawn, which may be passed over, and which a file may not require.

use crate::document::Document;
use crate::error::ModelError;
use crate::finding::{Finding, Findings};

/// Extensions that are drawn.
const DRAWN: &[&str] = &[
    "EXT_mesh_gpu_instancing",
    "EXT_meshopt_compression",
    "EXT_texture_webp",
    "KHR_draco_mesh_compression",
    "KHR_materials_clearcoat",
    "KHR_materials_emissive_strength",
    "KHR_materials_ior",
    "KHR_materials_pbrSpecularGlossiness",
    "KHR_materials_sheen",
    "KHR_materials_specular",
    "KHR_materials_transmission",
    "KHR_materials_unlit",
    "KHR_materials_variants",
    "KHR_materials_volume",
    "KHR_mesh_quantization",
    "KHR_meshopt_compression",
    "KHR_node_visibility",
    "KHR_texture_basisu",
    "KHR_texture_transform",
];

/// Extensions that are no picture: nothing of what is seen is lost without them.
const NOT_SEEN: &[&str] = &[
    "AGI_articulations",
    "AGI_stk_metadata",
    "CESIUM_primitive_outline",
    "EXT_mesh_features",
    "EXT_mesh_manifold",
    "EXT_structural_metadata",
    "KHR_node_hoverability",
    "KHR_node_selectability",
    "KHR_xmp",
    "KHR_xmp_json_ld",
    "MSFT_lod",
];

/// Beginnings of the names of extensions without which a product is still itself: how light shines on it and how its surface
/// plays with that, its sounds and physics, what moves. Its shape is there without them, so a file that requires one is drawn.
const PASSED_OVER: &[&str] = &[
    "ADOBE_materials_",
    "EXT_lights_",
    "EXT_materials_",
    "FB_",
    "GODOT_",
    "KHR_animation_",
    "KHR_audio",
    "KHR_environment_map",
    "KHR_interactivity",
    "KHR_lights_",
    "KHR_materials_",
    "KHR_physics_",
    "KHR_rigid_bodies",
    "KHR_techniques_webgl",
    "MOZ_",
    "OMI_",
    "VRMC_",
];

/// Refuses what a file requires and we do not have, notes what is passed over.
pub(crate) fn check(document: &Document, findings: &Findings) -> Result<(), ModelError> {
    let known = |name: &str| DRAWN.contains(&name) || NOT_SEEN.contains(&name);
    for name in &document.extensions_required {
        if !known(name) && !PASSED_OVER.iter().any(|start| name.starts_with(start)) {
            return Err(ModelError::Extension(cut(name)));
        }
    }
    for name in document.extensions_required.iter().chain(&document.extensions_used) {
        if !known(name) {
            findings.note(Finding::ExtensionPassedOver(cut(name)));
        }
    }
    Ok(())
}

fn cut(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(64).collect()
}
