//! What is seen before something is shared: words, a link that any browser opens, and a picture with that link in it.

use crate::kernel::screen_parts::{PictureRef, ShareCard};
use crate::kernel::share_picture::SharePicture;
use tradewind_domain::WebUrl;
use tradewind_l10n::Localizer;

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
