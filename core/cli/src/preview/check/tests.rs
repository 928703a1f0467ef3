//! Models that phones show, refuse, or draw in another way than their author may expect; what is told, and how it ends.

use super::*;
use clap::Parser;
use serde_json::{Value, json};
use tempfile::TempDir;

#[derive(Debug, Parser)]
struct Row {
    #[command(flatten)]
    args: PreviewArgs,
}

/// Runs the check on a card of that name, or on the system's.
fn check_on(card: Option<&str>, line: &[&str]) -> (u8, String, String) {
    let start = ["preview", "--check"].into_iter();
    let args = match Row::try_parse_from(start.chain(line.iter().copied())) {
        Ok(row) => row.args,
        Err(error) => return (2, String::new(), error.to_string()),
    };
    let choice =
        card.map_or_else(GpuChoice::from_environment, |name| GpuChoice { name: Some(name.to_owned()) });
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&args, &choice, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (code, text(out), text(err))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A triangle so wide and half as high, whose corners are in a file beside it; it has one variant.
fn write_triangle(folder: &Path, name: &str, width: f32) {
    let corners = [0.0, 0.0, 0.0, width, 0.0, 0.0, 0.0, width / 2.0, 0.0];
    let bytes: Vec<u8> = corners.iter().flat_map(|x: &f32| x.to_le_bytes()).collect();
    std::fs::write(folder.join(format!("{name}.bin")), bytes).expect("written");
    let part = format!("{}.bin", name.rsplit('/').next().unwrap_or_default());
    let gltf = json!({
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}],
        "bufferViews": [{"buffer": 0, "byteLength": 36}],
        "buffers": [{"uri": part, "byteLength": 36}],
        "extensionsUsed": ["KHR_materials_variants"],
        "extensions": {"KHR_materials_variants": {"variants": [{"name": "na\u{1b}[2Jvy"}]}},
    });
    std::fs::write(folder.join(name), gltf.to_string()).expect("written");
}

/// A folder with a good model, one in millimetres and a broken one, and their paths.
fn three() -> (TempDir, [String; 3]) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("inner")).expect("made");
    write_triangle(folder.path(), "a.gltf", 0.5);
    write_triangle(folder.path(), "inner/b.gltf", 500.0);
    std::fs::write(folder.path().join("z.GLB"), "glTF\u{2}\0\0\0").expect("written");
    let paths = ["a.gltf", "inner/b.gltf", "z.GLB"].map(|name| shown(folder.path(), name));
    (folder, paths)
}

fn shown(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn a_good_model_is_told_field_by_field() {
    let (_folder, [good, ..]) = three();
    let (code, out, err) = check_on(None, &[&good, "--json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let wanted = json!({
        "path": good, "ok": true, "code": null, "sentence": null, "findings": [], "size_m": [0.5, 0.25, 0.0],
        "triangles": 1, "vertices": 3, "texture_bytes": 0, "animations": [],
        "variants": ["na\u{1b}[2Jvy"], "picture": null,
    });
    assert_eq!(lines(&out), [wanted]);
}

#[test]
fn a_refused_model_has_a_code_and_a_sentence_and_ends_with_5() {
    let (_folder, [.., broken]) = three();
    let (code, out, err) = check_on(None, &[&broken, "--json"]);
    assert_eq!((code, err.as_str()), (5, ""));
    let wanted = json!({
        "path": broken, "ok": false, "code": "MODEL_CONTAINER",
        "sentence": "broken container: the header is cut off", "findings": [], "size_m": null, "triangles": null,
        "vertices": null, "texture_bytes": null, "animations": [], "variants": [], "picture": null,
    });
    assert_eq!(lines(&out), [wanted]);
}

#[test]
fn a_folder_is_told_in_the_order_of_names_and_a_refusal_hides_nothing() {
    let (folder, paths) = three();
    let all = shown(folder.path(), "");
    let (code, out, _) = check_on(None, &[&all, "--json"]);
    assert_eq!(code, 5);
    let told = lines(&out);
    let path = |told: &Value| told["path"].as_str().map(str::to_owned);
    assert_eq!(told.iter().filter_map(path).collect::<Vec<_>>(), paths);
    assert_eq!(told[1]["findings"][0]["code"], "MODEL_FINDING_SIZE");
    let text = told[1]["findings"][0]["text"].as_str().unwrap_or_default();
    assert!(text.starts_with("500.0 x 250.0 x 0.0 m"), "{text}");
    std::fs::remove_file(&paths[2]).expect("there");
    let (code, out, _) = check_on(None, &[&all, "--json"]);
    assert_eq!((code, lines(&out).len()), (0, 2), "findings alone are no failure");
    let (code, out, err) = check_on(None, &[&shown(folder.path(), "none"), "--json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("tradewind preview: FILE: "), "{err}");
}

#[test]
fn people_read_sizes_in_their_own_units_and_no_name_drives_the_terminal() {
    let (folder, [good, ..]) = three();
    let (code, out, _) = check_on(None, &[&good]);
    assert_eq!(code, 0);
    for wanted in
        ["0.500 x 0.250 x 0.000 m (50 cm x 25 cm x 0 cm)", "1 triangles, 3 vertices", "variants    "]
    {
        assert!(out.contains(wanted), "{wanted}: {out}");
    }
    assert!(!out.contains('\u{1b}'), "{out:?}");
    let (_, out, _) = check_on(None, &[&good, "--lang", "en-US"]);
    assert!(out.contains("19.7 in x 9.8 in x 0 in"), "{out}");
    let (_, out, _) = check_on(None, &[&shown(folder.path(), "")]);
    assert!(out.contains("z.GLB: refused, MODEL_CONTAINER: broken container"), "{out}");
    assert!(out.contains("finding     MODEL_FINDING_SIZE: 500.0 x"), "{out}");
    assert!(out.ends_with("models: 3, refused: 1, findings: 1\n"), "{out}");
}

#[test]
fn without_a_card_that_is_said_and_the_rest_is_told_all_the_same() {
    let (folder, [good, ..]) = three();
    let pictures = shown(folder.path(), "pictures");
    let line = [good.as_str(), "--json", "--out", &pictures];
    let (code, out, _) = check_on(Some("no card has this name"), &line);
    assert_eq!(code, 1);
    let told = &lines(&out)[0];
    assert_eq!(
        (&told["ok"], &told["code"], &told["sentence"]),
        (&json!(true), &json!("DRAW_NO_ADAPTER"), &json!("no graphics adapter"))
    );
    assert_eq!((&told["picture"], &told["triangles"]), (&Value::Null, &json!(1)));
    let (_, out, _) = check_on(Some("no card has this name"), &[&line[..1], &line[2..]].concat());
    assert!(out.contains("no picture  DRAW_NO_ADAPTER: no graphics adapter"), "{out}");
}

#[test]
fn each_model_has_a_picture_of_its_own_name_where_there_is_a_card() {
    let (folder, paths) = three();
    let (all, pictures) = (shown(folder.path(), ""), tempfile::tempdir().expect("a folder"));
    let into = shown(pictures.path(), "");
    let line = [all.as_str(), "--json", "--size", "32x32", "--out", &into];
    let (code, out, _) = check_on(None, &line);
    assert_eq!(code, 5, "a refusal counts before a picture");
    for (told, name) in lines(&out).iter().zip(["a.gltf.png", "inner/b.gltf.png"]) {
        let picture = pictures.path().join(name);
        assert_eq!(told["picture"].is_string(), picture.is_file(), "{told}");
        if picture.is_file() {
            assert_eq!(image::image_dimensions(&picture).expect("a picture"), (32, 32));
        } else {
            assert_eq!(told["code"], "DRAW_NO_ADAPTER", "{told}");
        }
    }
    std::fs::remove_file(&paths[2]).expect("there");
    let (code, out, _) = check_on(None, &line);
    let drawn = lines(&out).iter().all(|told| told["picture"].is_string());
    assert_eq!(code, u8::from(!drawn));
}

#[test]
fn arguments_of_one_picture_are_refused() {
    for line in [&["m.glb", "--camera", "0"][..], &["m.glb", "--turntable", "4"], &["m.glb", "--bench"]] {
        let (code, out, err) = check_on(None, line);
        assert!(code == 2 && out.is_empty() && err.contains("--check"), "{err}");
    }
    for line in
        [["preview", "m.glb", "--out", "m.png", "--json"], ["preview", "m.glb", "--out", "m.png", "--check"]]
    {
        assert_eq!(Row::try_parse_from(line).is_ok(), line.contains(&"--check"), "{line:?}");
    }
}
