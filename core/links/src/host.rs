//! Whose host a link leads to: the merchant's own, one that only looks like it, or another.

use crate::merchant::Merchant;
use url::Url;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Own,
    OtherPort,
    Lookalike,
    Foreign,
}

/// Where an address leads.
pub(crate) fn place(url: &Url, merchant: &Merchant) -> Place {
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Place::Foreign;
    };
    let same = |own: &&(String, u16)| plain(&own.0) == plain(host);
    let mut own = merchant.hosts().iter().filter(same).peekable();
    if own.peek().is_some() {
        return if own.any(|(_, known)| *known == port) { Place::Own } else { Place::OtherPort };
    }
    // A number has no letters to mistake.
    let Some(name) = url.domain() else { return Place::Foreign };
    let shown = url::quirks::domain_to_unicode(name);
    let looks = skeleton(&shown);
    let alike =
        merchant.hosts().iter().any(|(own, _)| skeleton(&url::quirks::domain_to_unicode(own)) == looks);
    if alike || shown.split('.').any(mixes_scripts) { Place::Lookalike } else { Place::Foreign }
}

/// Whether a text without a scheme begins with a host of the merchant's.
pub(crate) fn begins_with_own(text: &str, merchant: &Merchant) -> bool {
    let end = text.find(['/', '?', '#', ':']).unwrap_or(text.len());
    let host = text.get(..end).unwrap_or_default();
    // As hosts are held: a person types letters beyond ASCII as they are shown.
    let host = if host.is_ascii() { host.to_ascii_lowercase() } else { url::quirks::domain_to_ascii(host) };
    host.contains('.') && merchant.hosts().iter().any(|(own, _)| plain(own) == plain(&host))
}

/// A host without the dot of the root, and without `www.` or `m.`, which are the same merchant's.
pub(crate) fn plain(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    let rest = |prefix| host.strip_prefix(prefix).filter(|rest| rest.contains('.'));
    rest("www.").or_else(|| rest("m.")).unwrap_or(host)
}

/// What a name looks like: letters of other scripts that look like Latin ones become those (Unicode's
/// confusables.txt, UTS 39, the letters that registries have in use), and digits and pairs that are mistaken for a
/// letter become it.
fn skeleton(host: &str) -> String {
    let one = |c: char| match c {
        'а' | 'ạ' | 'ą' | 'α' | 'ɑ' | 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ǎ' | 'ǟ' | 'ǡ'
        | 'ǻ' | 'ȁ' | 'ȃ' | 'ȧ' | 'ḁ' | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' => {
            'a'
        }
        'ь' | 'ḃ' | 'ḅ' | 'ḇ' => 'b',
        'с' | 'ϲ' | 'ⲥ' | 'ç' | 'ć' | 'č' | 'ċ' | 'ĉ' | 'ḉ' => 'c',
        'ԁ' | 'ḍ' | 'đ' | 'ď' | 'ḋ' | 'ḏ' | 'ḑ' | 'ḓ' => 'd',
        'е' | 'є' | 'ҽ' | 'è' | 'é' | 'ê' | 'ë' | 'ẹ' | 'ė' | 'ę' | 'ě' | 'ē' | 'ĕ' | 'ẽ' | 'ȅ' | 'ȇ'
        | 'ȩ' | 'ḕ' | 'ḗ' | 'ḙ' | 'ḛ' | 'ḝ' | 'ẻ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ḟ' => 'f',
        'ց' | 'ɡ' | 'ġ' | 'ğ' | 'ĝ' | 'ģ' | 'ǧ' | 'ǵ' | 'ḡ' => 'g',
        'һ' | 'հ' | 'ḥ' | 'ĥ' | 'ħ' | 'ȟ' | 'ḣ' | 'ḧ' | 'ḩ' | 'ḫ' | 'ẖ' => 'h',
        'ј' | 'ĵ' | 'ǰ' => 'j',
        'к' | 'κ' | 'ķ' | 'ḳ' | 'ǩ' | 'ḱ' | 'ḵ' => 'k',
        '1' | '|' | 'і' | 'ї' | 'ι' | 'ı' | 'i' | 'ì' | 'í' | 'î' | 'ï' | 'ị' | 'ī' | 'ĩ' | 'į' | 'ӏ'
        | 'ł' | 'ļ' | 'ľ' | 'ĺ' | 'ĭ' | 'ǐ' | 'ȉ' | 'ȋ' | 'ḭ' | 'ḯ' | 'ḷ' | 'ḹ' | 'ḻ' | 'ḽ' | 'ỉ' => {
            'l'
        }
        'м' | 'ṁ' | 'ṃ' | 'ḿ' => 'm',
        'п' | 'ո' | 'η' | 'ñ' | 'ń' | 'ň' | 'ņ' | 'ṅ' | 'ṇ' | 'ǹ' | 'ṉ' | 'ṋ' => 'n',
        '0' | 'о' | 'ο' | 'օ' | 'ⲟ' | '᧐' | 'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ọ' | 'ō' | 'ŏ' | 'ő'
        | 'σ' | 'ơ' | 'ǒ' | 'ǫ' | 'ǭ' | 'ȍ' | 'ȏ' | 'ȫ' | 'ȭ' | 'ȯ' | 'ȱ' | 'ṍ' | 'ṏ' | 'ṑ' | 'ṓ' | 'ỏ'
        | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ' => 'o',
        'р' | 'ρ' | 'þ' | 'ṗ' | 'ṕ' => 'p',
        'ԛ' => 'q',
        'г' | 'ŕ' | 'ř' | 'ṙ' | 'ṛ' | 'ŗ' | 'ȑ' | 'ȓ' | 'ṝ' | 'ṟ' => 'r',
        '5' | 'ѕ' | 'ꜱ' | 'ʂ' | 'ś' | 'š' | 'ş' | 'ṡ' | 'ṣ' | 'ș' | 'ŝ' | 'ṥ' | 'ṧ' | 'ṩ' => {
            's'
        }
        'т' | 'τ' | 'ţ' | 'ț' | 'ť' | 'ṫ' | 'ṭ' | 'ṯ' | 'ṱ' | 'ẗ' => 't',
        'υ' | 'ս' | 'ü' | 'ù' | 'ú' | 'û' | 'ụ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ũ' | 'ų' | 'ư' | 'ǔ' | 'ǖ'
        | 'ǘ' | 'ǚ' | 'ǜ' | 'ȕ' | 'ȗ' | 'ṳ' | 'ṵ' | 'ṷ' | 'ṹ' | 'ṻ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => {
            'u'
        }
        'ν' | 'ѵ' | 'ṽ' | 'ṿ' => 'v',
        'ԝ' | 'ω' | 'ẃ' | 'ẁ' | 'ẅ' | 'ŵ' | 'ẇ' | 'ẉ' | 'ẘ' => 'w',
        'х' | 'χ' | 'ẋ' | 'ẍ' => 'x',
        'у' | 'ү' | 'γ' | 'ý' | 'ỳ' | 'ŷ' | 'ÿ' | 'ỵ' | 'ȳ' | 'ẏ' | 'ẙ' | 'ỷ' | 'ỹ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẓ' | 'ẑ' | 'ẕ' => 'z',
        c => c,
    };
    // Accents that no letter of its own has are passed over.
    let accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let letters: String = plain(host).chars().filter(|c| !accent(c)).map(one).collect();
    letters.replace("rn", "m").replace("vv", "w")
}

/// Whether a label has letters of more than one of the scripts whose letters look alike (UTS 39 5.1; browsers refuse
/// to show such names).
fn mixes_scripts(label: &str) -> bool {
    let script = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(0),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(1),
        '\u{400}'..='\u{52f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => Some(2),
        '\u{530}'..='\u{58f}' => Some(3),
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Some(4),
        _ => None,
    };
    let mut scripts = label.chars().filter_map(script);
    scripts.next().is_some_and(|first| scripts.any(|other| other != first))
}
