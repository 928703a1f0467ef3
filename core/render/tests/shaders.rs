//! A broken shader stops the build, with its file and line.

#[path = "../build/shaders.rs"]
mod shaders;

use std::path::Path;

/// What the build says of a shader with `from` written as `to` in one of its files.
fn with(shader: &str, file: &str, from: &str, to: &str) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, files) = shaders::SHADERS.into_iter().find(|(name, _)| *name == shader).expect("a shader");
    for name in files {
        let mut text = std::fs::read_to_string(own().join(name)).expect("text");
        if *name == file {
            assert!(text.contains(from), "{file} has no {from}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    shaders::compiled(folder.path(), files)
}

fn own() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders")
}

/// `file:line:` of the first line with these words.
fn at(file: &str, words: &str) -> String {
    let text = std::fs::read_to_string(own().join(file)).expect("text");
    let line = text.lines().position(|line| line.contains(words)).expect("such a line");
    format!("{file}:{}:", line + 1)
}

#[test]
fn the_shaders_that_are_there_have_no_fault() {
    for (name, files) in shaders::SHADERS {
        let bytes = shaders::compiled(&own(), files).expect(name);
        let read = shaders::read::module(&bytes).expect(name);
        assert!(!read.entry_points.is_empty(), "{name}");
    }
}

#[test]
fn a_broken_shader_is_refused_with_its_file_and_line() {
    for (shader, file, from, to, what) in [
        // What is no WGSL: in the first of two files, in the second, and where there is one alone.
        ("over", "view.wgsl", "eye: vec4<f32>,", "eye: vec4<f33>,", "f33"),
        ("surface", "surface.wgsl", "let shift = ", "let shift == ", "expected"),
        ("over", "over.wgsl", "vec3<f32>(0.46) * cover", "vec3<f32>(0.46) * other", "other"),
        ("floor", "floor.wgsl", "all[instance].towards;", "all[instance].away;", "away"),
    ] {
        let fault = with(shader, file, from, to).expect_err(to);
        println!("{fault}");
        assert!(fault.contains(what), "{to}: {fault}");
        assert!(fault.starts_with(&at(file, from)), "{to}: {fault}");
    }
}

#[test]
fn what_is_no_shader_is_refused_with_its_line_too() {
    for (file, from, to, place, what) in [
        ("over.wgsl", "@location(1) end", "@location(0) end", "struct Ends", "bindings at location 0"),
        ("view.wgsl", "@binding(3)", "@binding(0)", "var smooth_sampler", "conflict"),
    ] {
        let fault = with("over", file, from, to).expect_err(to);
        println!("{fault}");
        assert!(fault.starts_with(&at(file, place)) && fault.contains(what), "{to}: {fault}");
    }
}

#[test]
fn what_is_not_carried_is_refused_too() {
    let stage = "@compute @workgroup_size(1)\nfn idle() {}\n\n@fragment\nfn add(";
    let fault = with("floor", "floor.wgsl", "@fragment\nfn add(", stage).expect_err("a stage");
    assert!(fault.starts_with("floor.wgsl: ") && fault.contains("does not carry"), "{fault}");
    let fault = shaders::compiled(&own(), &["none.wgsl"]).expect_err("no file");
    assert!(fault.starts_with("none.wgsl: "), "{fault}");
}
