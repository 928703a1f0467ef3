//! Addresses that open Android's Scene Viewer (developers.google.com/ar/develop/scene-viewer, read 2026-12).

use super::escape::{escaped, parameters};
use tradewind_domain::weburl::WebUrl;

/// The viewer behind https, without its parameters. Version 1.2 is the Google app's.
const ADDRESS: &str = "arvr.google.com/scene-viewer/1.2";
/// The Google app: it shows models on phones without Google Play Services for AR as well.
pub const PACKAGE: &str = "com.google.android.googlequicksearchbox";

/// What the viewer begins with, and what a person may change to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// In the room; in 3D where the phone has no AR.
    #[default]
    ArPreferred,
    /// In 3D, and in the room when a person asks.
    ThreeDPreferred,
    /// In 3D alone.
    ThreeDOnly,
}

impl Mode {
    const fn name(self) -> &'static str {
        match self {
            Self::ArPreferred => "ar_preferred",
            Self::ThreeDPreferred => "3d_preferred",
            Self::ThreeDOnly => "3d_only",
        }
    }
}

/// A product as Scene Viewer is asked to show it. The viewer fetches the file by itself: a phone's own files it cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SceneViewerLink {
    /// The GLB, or a glTF with what lies beside it.
    pub file: WebUrl,
    /// What it begins with.
    pub mode: Mode,
    /// The product's name. The viewer cuts it after 60 characters.
    pub title: String,
    /// The product's page, behind a button.
    pub link: Option<WebUrl>,
    /// Whether it may hang on a wall as well as stand on the floor.
    pub on_walls: bool,
}

impl SceneViewerLink {
    /// The address as an app puts it into an intent of its own, for [`PACKAGE`]. It is always shown in its own size:
    /// `resizable` is false.
    pub fn address(&self) -> String {
        format!("https://{ADDRESS}?{}", self.parameters())
    }

    /// The intent as text (`Intent.parseUri`, a browser's link). A phone without the viewer opens `fallback`.
    pub fn intent(&self, fallback: &WebUrl) -> String {
        let fallback = escaped(fallback.as_str());
        format!(
            "intent://{ADDRESS}?{}#Intent;scheme=https;package={PACKAGE};action=android.intent.action.VIEW;\
             S.browser_fallback_url={fallback};end;",
            self.parameters()
        )
    }

    fn parameters(&self) -> String {
        let walls = if self.on_walls { "true" } else { "false" };
        let all = [
            ("file", Some(self.file.as_str())),
            ("mode", Some(self.mode.name())),
            ("title", Some(self.title.as_str()).filter(|title| !title.is_empty())),
            ("link", self.link.as_ref().map(WebUrl::as_str)),
            ("resizable", Some("false")),
            ("enable_vertical_placement", Some(walls)),
        ];
        parameters(all.into_iter().filter_map(|(name, value)| Some((name, value?))))
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, SceneViewerLink, WebUrl};

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).expect("a good address")
    }

    fn chair() -> SceneViewerLink {
        SceneViewerLink {
            file: url("https://shop.example/a b/chair.glb?v=2&size=l"),
            mode: Mode::ArPreferred,
            title: "Stuhl \u{201e}Ü\u{201c}; 50 % & mehr #1".to_owned(),
            link: Some(url("https://shop.example/p/chair?ref=ar")),
            on_walls: false,
        }
    }

    #[test]
    fn the_intent_is_this_to_the_byte() {
        assert_eq!(
            chair().intent(&url("https://shop.example/p/chair#3d")),
            "intent://arvr.google.com/scene-viewer/1.2\
             ?file=https%3A%2F%2Fshop.example%2Fa%2520b%2Fchair.glb%3Fv%3D2%26size%3Dl\
             &mode=ar_preferred\
             &title=Stuhl%20%E2%80%9E%C3%9C%E2%80%9C%3B%2050%20%25%20%26%20mehr%20%231\
             &link=https%3A%2F%2Fshop.example%2Fp%2Fchair%3Fref%3Dar\
             &resizable=false&enable_vertical_placement=false\
             #Intent;scheme=https;package=com.google.android.googlequicksearchbox;\
             action=android.intent.action.VIEW;\
             S.browser_fallback_url=https%3A%2F%2Fshop.example%2Fp%2Fchair%233d;end;"
        );
    }

    #[test]
    fn what_is_not_said_is_left_out() {
        let picture = SceneViewerLink {
            mode: Mode::ThreeDOnly,
            title: String::new(),
            link: None,
            on_walls: true,
            ..chair()
        };
        assert_eq!(
            picture.address(),
            "https://arvr.google.com/scene-viewer/1.2\
             ?file=https%3A%2F%2Fshop.example%2Fa%2520b%2Fchair.glb%3Fv%3D2%26size%3Dl\
             &mode=3d_only&resizable=false&enable_vertical_placement=true"
        );
        let other = SceneViewerLink { mode: Mode::ThreeDPreferred, ..chair() };
        assert!(other.address().contains("&mode=3d_preferred&"));
    }

    #[test]
    fn nothing_of_a_title_ends_the_intent() {
        let hostile = "x#Intent;package=evil;S.browser_fallback_url=https://evil.example;end;&file=y";
        let intent =
            SceneViewerLink { title: hostile.to_owned(), ..chair() }.intent(&url("https://a.example"));
        let (before, after) = intent.split_once('#').expect("one fragment");
        assert!(!before.contains(';') && before.matches("file=").count() == 1, "{before}");
        assert_eq!(after.matches("package=").count(), 1);
        assert!(after.ends_with("S.browser_fallback_url=https%3A%2F%2Fa.example%2F;end;"), "{after}");
    }
}
