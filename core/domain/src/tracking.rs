//! Which parameters of an address tell where a visitor came from.

/// Parameters that tell a shop where a visitor came from, and never which page is meant: the union of what browsers strip
/// (Firefox's query stripping list, Brave's query filter, 2026) and what networks append to a shop's own links by their
/// documents (Adobe, Awin, CJ, Klaviyo, Outbrain, Rakuten, Taboola); `utm_` stands for all of them.
const TRACKING: &[&str] = &[
    "__hsfp",
    "__hssc",
    "__hstc",
    "__s",
    "_bhlid",
    "_branch_match_id",
    "_branch_referrer",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_kx",
    "_openstat",
    "at_recipient_id",
    "at_recipient_list",
    "awc",
    "bbeml",
    "bsft_clkid",
    "bsft_uid",
    "cjevent",
    "dclid",
    "dicbo",
    "ef_id",
    "epik",
    "et_rid",
    "fb_action_ids",
    "fb_comment_id",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "guce_referrer",
    "guce_referrer_sig",
    "hsctatracking",
    "igsh",
    "igshid",
    "irclickid",
    "irgwc",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mibextid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "mtm_cid",
    "oft_c",
    "oft_ck",
    "oft_d",
    "oft_id",
    "oft_ids",
    "oft_k",
    "oft_lk",
    "oft_sk",
    "oly_anon_id",
    "oly_enc_id",
    "pk_cid",
    "raneaid",
    "ranmid",
    "ransiteid",
    "rb_clickid",
    "rdt_cid",
    "s_cid",
    "s_kwcid",
    "sc_customer",
    "sc_eh",
    "sc_uid",
    "sccid",
    "srsltid",
    "ss_email_id",
    "sscid",
    "tblci",
    "ttclid",
    "twclid",
    "unicorn_click_id",
    "vero_conv",
    "vero_id",
    "vgo_ee",
    "wbraid",
    "wickedid",
    "yclid",
    "ymclid",
    "ysclid",
];

/// Whether a parameter of this name tells where a visitor came from, and never which page is meant.
pub fn tracks(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_networks_append_is_told_from_what_names_a_page() {
        for name in
            ["utm_source", "UTM_id", "fbclid", "_kx", "ScCid", "hsCtaTracking", "ranSiteID", "cjevent"]
        {
            assert!(tracks(name), "{name}");
        }
        for name in ["", "v", "variant", "id", "size", "ref", "utm", "sku", "q", "tw_by"] {
            assert!(!tracks(name), "{name}");
        }
        assert!(TRACKING.iter().all(|name| *name == name.to_ascii_lowercase()), "compared in small letters");
    }
}
