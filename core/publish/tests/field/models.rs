//! Models of a feed: somebody looks at the files that are there, once each, and each product is told once a kind.

use super::{Desk, codes, row};
use std::cell::RefCell;
use std::path::Path;
use tradewind_publish::{ModelLook, ModelNote, publish_and_look};

/// Says what stands in the file itself, a line each: `CODE sentence`, after `!` of a refusal.
#[derive(Default)]
struct Reader(RefCell<Vec<String>>);

impl ModelLook for Reader {
    fn look(&self, file: &Path) -> Result<Vec<ModelNote>, ModelNote> {
        let text = std::fs::read_to_string(file).expect("text");
        self.0.borrow_mut().push(file.file_name().expect("a name").to_string_lossy().into_owned());
        let note = |line: &str| {
            let (code, sentence) = line.split_once(' ').expect("CODE sentence");
            let code = ["MODEL_TIME", "MODEL_FINDING_STRAY", "MODEL_FINDING_TEXTURE", "MODEL_FINDING_NEW"]
                .into_iter()
                .find(|known| *known == code)
                .expect("known");
            ModelNote { code, sentence: sentence.to_owned() }
        };
        match text.strip_prefix('!') {
            Some(refusal) => Err(note(refusal)),
            None => Ok(text.lines().map(note).collect()),
        }
    }
}

fn with_model(id: &str, model: &str) -> String {
    format!("{}<g:virtual_model_link>https://shop.example/m/{model}</g:virtual_model_link>", row(id))
}

#[test]
fn models_at_hand_are_looked_at_once_and_each_product_is_told_once_a_kind() {
    let mut desk = Desk::rows(&[
        with_model("red", "mug%20a.glb?v=2"),
        with_model("blue", "mug%20a.glb"),
        with_model("slow", "slow.glb"),
        with_model("good", "good.glb"),
        with_model("elsewhere", "none.glb"),
        with_model("outside", "..%2Fslow.glb"),
        row("flat"),
    ]);
    let media = desk.folder.path().join("media");
    std::fs::create_dir(&media).expect("made");
    let mug = "MODEL_FINDING_TEXTURE one\nMODEL_FINDING_STRAY far\nMODEL_FINDING_TEXTURE two\nMODEL_FINDING_TEXTURE three\nMODEL_FINDING_NEW odd";
    for (name, text) in [("mug a.glb", mug), ("slow.glb", "!MODEL_TIME too long"), ("good.glb", "")] {
        std::fs::write(media.join(name), text).expect("written");
    }
    std::fs::write(desk.folder.path().join("slow.glb"), "!MODEL_TIME too long").expect("written");
    desk.request.media = Some(media);
    let reader = Reader::default();
    let report = publish_and_look(&desk.request, Some(&reader), &mut |_, _, _| {}).expect("published");
    assert_eq!(*reader.0.borrow(), ["mug a.glb", "slow.glb", "good.glb"]);
    let mut wanted = Vec::new();
    for id in ["red", "blue"] {
        let kinds = ["model_finding_texture", "model_finding_stray", "model_finding"];
        wanted.extend(kinds.map(|code| (code, id)));
    }
    wanted.push(("model_refused", "slow"));
    assert_eq!(codes(&report), wanted);
    let sentences: Vec<&str> = report.findings.iter().map(|finding| &*finding.sentence).collect();
    assert_eq!(sentences[..3], ["one; and 2 more", "far", "MODEL_FINDING_NEW: odd"]);
    assert_eq!(sentences[6], "MODEL_TIME: too long");
    assert!(report.findings.iter().all(|finding| finding.field == "virtual_model_link"));
    assert_eq!((report.accepted, report.warnings), (7, 7), "no row is left out for its model");
    assert_eq!(report.by_code.get("model_finding_texture"), Some(&2));
}

#[test]
fn without_somebody_who_looks_or_without_a_folder_nothing_is_said_of_models() {
    let mut desk = Desk::rows(&[with_model("red", "slow.glb")]);
    let media = desk.folder.path().to_owned();
    std::fs::write(media.join("slow.glb"), "!MODEL_TIME too long").expect("written");
    let reader = Reader::default();
    let report = publish_and_look(&desk.request, Some(&reader), &mut |_, _, _| {}).expect("published");
    assert!(report.findings.is_empty() && reader.0.borrow().is_empty());
    desk.request.media = Some(media);
    assert!(desk.good().findings.is_empty());
}
