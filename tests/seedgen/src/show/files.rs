//! What stands beside the segments: captions, playlists that are whole, and `show.json`, which the sandbox merchant reads.

use super::measures::{CHAPTER_S, FPS, HEIGHT, SEGMENT_S, WIDTH};
use super::script::{LANGUAGES, Script};
use crate::studio::StudioError;
use serde_json::{Value, json};
use std::path::Path;

/// The most bytes of the whole show.
pub const SHOW_BYTES: u64 = 6_000_000;

/// Writes the captions, the playlists and `show.json` of the segments in a folder.
pub fn write(script: &Script, folder: &Path) -> Result<(), StudioError> {
    for (at, (language, _)) in LANGUAGES.iter().enumerate() {
        std::fs::write(folder.join(format!("{language}.vtt")), captions(script, at))?;
        std::fs::write(folder.join(format!("captions-{language}.m3u8")), caption_list(script, language))?;
    }
    let described = described(script, folder)?;
    std::fs::write(folder.join("master.m3u8"), master(&described))?;
    std::fs::write(folder.join("show.json"), format!("{described:#}\n"))?;
    Ok(())
}

/// WebVTT of one language; its times are the video's.
pub fn captions(script: &Script, language: usize) -> String {
    let mut text = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n".to_owned();
    for cue in &script.cues {
        let words = cue.words[language].replace('&', "&amp;").replace('<', "&lt;");
        text.push_str(&format!("\n{} --> {}\n{words}\n", stamp(cue.from_ms), stamp(cue.to_ms)));
    }
    text
}

fn stamp(ms: u32) -> String {
    let seconds = ms / 1_000;
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60, ms % 1_000)
}

fn caption_list(script: &Script, language: &str) -> String {
    let length = script.length_ms() / 1_000;
    format!(
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{length}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:{length}.000,\n\
         {language}.vtt\n#EXT-X-ENDLIST\n"
    )
}

/// What a merchant must know of the show to loop it.
fn described(script: &Script, folder: &Path) -> Result<Value, StudioError> {
    let count = script.length_ms() / 1_000 / SEGMENT_S;
    let (mut segments, mut most, mut whole) = (Vec::new(), 0, 0);
    for at in 0..count {
        let file = format!("v{at:03}.m4s");
        let bytes = std::fs::metadata(folder.join(&file))?.len();
        (most, whole) = (most.max(bytes), whole + bytes);
        segments.push(json!({"file": file, "ms": SEGMENT_S * 1_000}));
    }
    if whole > SHOW_BYTES {
        return Err(StudioError(format!("the segments have {whole} bytes, of at most {SHOW_BYTES}")));
    }
    let chapters: Vec<Value> = (0..)
        .zip(&script.items)
        .map(|(at, item)| json!({"at_ms": at * CHAPTER_S * 1_000, "item": item}))
        .collect();
    let captions: Vec<Value> =
        LANGUAGES.iter().map(|(tag, name)| json!({"language": tag, "name": name})).collect();
    let rate = |bytes: u64, seconds: u32| bytes * 8 / u64::from(seconds.max(1));
    Ok(json!({
        "width": WIDTH, "height": HEIGHT, "fps": FPS, "codecs": codecs(&std::fs::read(folder.join("init.mp4"))?)?,
        "bandwidth": rate(most, SEGMENT_S), "average_bandwidth": rate(whole, count * SEGMENT_S),
        "poster": "poster.jpg", "init": "init.mp4",
        "segments": segments, "captions": captions, "chapters": chapters,
    }))
}

/// The video's codec (RFC 6381): profile, constraints and level stand behind the version in the box `avcC` (ISO/IEC 14496-15).
fn codecs(init: &[u8]) -> Result<String, StudioError> {
    let found = init.windows(8).find(|eight| eight.starts_with(b"avcC"));
    let &[.., profile, constraints, level] = found.ok_or("init.mp4 has no H.264")? else {
        return Err("init.mp4 has no H.264".into());
    };
    Ok(format!("avc1.{profile:02x}{constraints:02x}{level:02x}"))
}

fn master(described: &Value) -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    for (tag, name) in LANGUAGES {
        text.push_str(&format!(
            "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"captions\",NAME=\"{name}\",LANGUAGE=\"{tag}\",DEFAULT=NO,AUTOSELECT=YES,\
             FORCED=NO,URI=\"captions-{tag}.m3u8\"\n"
        ));
    }
    text.push_str(&format!(
        "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS={},RESOLUTION={WIDTH}x{HEIGHT},FRAME-RATE={FPS}.000,\
         SUBTITLES=\"captions\"\nvideo.m3u8\n",
        described["bandwidth"], described["average_bandwidth"], described["codecs"]
    ));
    text
}
