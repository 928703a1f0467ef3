//! The committed show is what its script says, is whole, and stays small.

use std::path::{Path, PathBuf};
use tradewind_seedgen::forms;
use tradewind_seedgen::show::files::{self, SHOW_BYTES};
use tradewind_seedgen::show::script::{LANGUAGES, Script};
use tradewind_seedgen::show::{CHAPTER_S, SEGMENT_S};

fn show(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/show").join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(show(path)).expect("committed")
}

fn script() -> Script {
    Script::read(&text("script.tsv")).expect("well written")
}

#[test]
fn captions_are_what_the_script_says() {
    let script = script();
    for (at, (language, _)) in LANGUAGES.iter().enumerate() {
        let kept = text(&format!("{language}.vtt"));
        assert_eq!(files::captions(&script, at), kept, "{language}: run cargo seed show assets/show");
        assert!(text("master.m3u8").contains(&format!("LANGUAGE=\"{language}\"")), "{language}");
    }
    for item in &script.items {
        let (form, way) = item.rsplit_once('-').expect("a form and a way");
        let known = forms::all().into_iter().any(|product| product.id == form && product.ways.contains(&way));
        assert!(known, "{item}");
    }
}

#[test]
fn every_segment_is_there_and_all_are_small() {
    let script = script();
    let described: serde_json::Value = serde_json::from_str(&text("show.json")).expect("JSON");
    let chapters = described["chapters"].as_array().expect("chapters");
    let shown: Vec<&str> = chapters.iter().filter_map(|chapter| chapter["item"].as_str()).collect();
    assert_eq!(shown, script.items);
    assert_eq!(chapters[1]["at_ms"], CHAPTER_S * 1_000);
    let segments = described["segments"].as_array().expect("segments");
    assert_eq!(segments.len() as u32, script.length_ms() / 1_000 / SEGMENT_S);
    let listed = text("video.m3u8");
    for segment in segments {
        let file = segment["file"].as_str().expect("a name");
        assert!(listed.contains(&format!("\n{file}\n")), "{file}");
        // ISO/IEC 14496-12: the second four bytes are a box's type.
        let bytes = std::fs::read(show(file)).expect("committed");
        assert!(matches!(bytes.get(4..8), Some(b"styp" | b"moof" | b"sidx")), "{file}");
    }
    assert!(described["codecs"].as_str().is_some_and(|codecs| codecs.starts_with("avc1.")));
    let files = std::fs::read_dir(show("")).expect("committed");
    let whole: u64 = files.map(|file| file.and_then(|file| file.metadata()).expect("a file").len()).sum();
    assert!(whole <= SHOW_BYTES, "{whole} bytes");
}
