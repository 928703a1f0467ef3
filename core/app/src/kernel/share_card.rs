//! What is seen before something is shared: words, a link that any browser opens, and a picture with that link in it.

use crate::kernel::screen_parts::PictureRef;
use crate::kernel::share_picture::SharePicture;
use serde::Serialize;
use tradewind_domain::WebUrl;
use tradewind_l10n::Localizer;

/// What of a product or of a moment of a show is shared, seen before it is sent: a host hands `message` and `picture` to the system's
/// sheet. Nothing of the person is in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareCard {
    /// Heading.
    pub title: String,
    /// What it is and a QR code of `link`, half as high again as it is wide. To be sent it is asked for as large as
    /// 1080 by 1620 pixels.
    pub picture: PictureRef,
    /// The words, and the link below them.
    pub message: String,
    /// The link alone.
    pub link: String,
    /// A name for the picture's file.
    pub file: String,
    /// Label of opening the system's sheet.
    pub send_label: String,
    /// Label of copying `message`.
    pub copy_label: String,
    /// Label of taking it away: `ShareProduct`, of a moment `ShareMoment`, not shown.
    pub close_label: String,
}

/// What is shared. Nothing of the person may be in any part.
pub(crate) struct Shared {
    pub(crate) link: WebUrl,
    /// Stands above the code in the picture.
    pub(crate) photo: Option<WebUrl>,
    /// What the picture shows, for a screen reader.
    pub(crate) spoken: String,
    /// The words above the link.
    pub(crate) said: String,
    /// The name of the picture's file, without its ending.
    pub(crate) file: String,
}

impl Shared {
    pub(crate) fn card(self, words: &Localizer) -> ShareCard {
        let Self { link, photo, spoken, said, file } = self;
        let picture = SharePicture { link: link.clone(), photo };
        ShareCard {
            title: words.share_title(),
            picture: PictureRef {
                key: picture.key(),
                accessibility: spoken,
                // Of another shape than the photo: its first paint would jump.
                thumbhash: Vec::new(),
            },
            message: format!("{said}\n{}", link.as_str()),
            link: link.as_str().to_owned(),
            file: format!("{file}.jpg"),
            send_label: words.share_send(),
            copy_label: words.share_copy(),
            close_label: words.share_close(),
        }
    }
}
