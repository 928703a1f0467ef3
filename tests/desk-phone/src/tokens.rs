//! The design tokens (W3C Design Tokens format) as CSS custom properties.

use serde_json::Value;
use std::fmt;

/// Why tokens cannot become CSS.
#[derive(Debug)]
pub enum TokenError {
    /// Not JSON.
    Json(serde_json::Error),
    /// The token at this path is not as the format says.
    Token(String),
    /// The token at this path refers to none, or in a circle.
    Alias(String),
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TokenError::Json(why) => write!(f, "design tokens are not JSON: {why}"),
            TokenError::Token(path) => write!(f, "design token {path} is malformed"),
            TokenError::Alias(path) => write!(f, "design token {path} refers to nothing"),
        }
    }
}

impl std::error::Error for TokenError {}

/// Custom properties of `tokens.json`: `--color-on-surface: #1e1b17;`. A group named `light` or `dark` gives no part of a
/// name; light values and those of both stand on `:root`, dark ones on `.dark`.
pub fn css(json: &str) -> Result<String, TokenError> {
    let root: Value = serde_json::from_str(json).map_err(TokenError::Json)?;
    let mut sheet = Sheet { root: &root, light: Vec::new(), dark: Vec::new() };
    sheet.group(&root, &Path::default(), None)?;
    let block = |selector: &str, scheme: &str, lines: &[String]| {
        format!("{selector} {{\n  color-scheme: {scheme};\n{}}}\n", lines.concat())
    };
    Ok(block(":root", "light", &sheet.light) + &block(".dark", "dark", &sheet.dark))
}

/// Where a token stands, and whether it is for the dark.
#[derive(Clone, Default)]
struct Path {
    names: Vec<String>,
    dark: bool,
}

impl Path {
    fn then(&self, name: &str) -> Path {
        let mut next = self.clone();
        match name {
            "light" => {}
            "dark" => next.dark = true,
            _ => next.names.push(name.to_owned()),
        }
        next
    }
}

struct Sheet<'a> {
    root: &'a Value,
    light: Vec<String>,
    dark: Vec<String>,
}

/// More aliases in a row than anyone writes: a circle.
const MAX_ALIASES: usize = 8;

impl<'a> Sheet<'a> {
    fn group(&mut self, group: &'a Value, path: &Path, kind: Option<&'a str>) -> Result<(), TokenError> {
        let bad = || TokenError::Token(path.names.join("."));
        let members = group.as_object().ok_or_else(bad)?;
        let kind = members.get("$type").and_then(Value::as_str).or(kind);
        if let Some(value) = members.get("$value") {
            let name = path.names.join("-");
            for (suffix, text) in self.written(value, kind.unwrap_or_default()).map_err(|why| match why {
                Fault::Shape => bad(),
                Fault::Alias => TokenError::Alias(path.names.join(".")),
            })? {
                let lines = if path.dark { &mut self.dark } else { &mut self.light };
                lines.push(format!("  --{name}{suffix}: {text};\n"));
            }
            return Ok(());
        }
        for (name, member) in members.iter().filter(|(name, _)| !name.starts_with('$')) {
            self.group(member, &path.then(name), kind)?;
        }
        Ok(())
    }

    /// A value as CSS; a typography gives several properties, told apart by a suffix.
    fn written(&self, value: &Value, kind: &str) -> Result<Vec<(&'static str, String)>, Fault> {
        let value = self.resolved(value)?;
        if kind != "typography" {
            return Ok(vec![("", self.one(value, kind)?)]);
        }
        let part = |name: &str, kind| self.one(value.get(name).ok_or(Fault::Shape)?, kind);
        // Letters are spaced in parts of their size, so that they stay so when a person enlarges the text.
        let spacing = part("letterSpacing", "dimension")?.replace("rem", "em");
        Ok(vec![
            ("-family", part("fontFamily", "fontFamily")?),
            ("-size", part("fontSize", "dimension")?),
            ("-weight", part("fontWeight", "fontWeight")?),
            ("-line", part("lineHeight", "number")?),
            ("-spacing", spacing),
        ])
    }

    fn one(&self, value: &Value, kind: &str) -> Result<String, Fault> {
        let value = self.resolved(value)?;
        match kind {
            "color" => color(value),
            "dimension" => measured(value, &["px", "rem"]),
            "duration" => measured(value, &["ms", "s"]),
            "number" | "fontWeight" => number(Some(value)),
            "fontFamily" => family(value),
            "cubicBezier" => {
                let points = value.as_array().filter(|points| points.len() == 4).ok_or(Fault::Shape)?;
                let points: Result<Vec<_>, _> = points.iter().map(|point| number(Some(point))).collect();
                Ok(format!("cubic-bezier({})", points?.join(", ")))
            }
            "shadow" => {
                let layers = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                let layers: Result<Vec<_>, _> = layers.iter().map(|layer| self.shadow(layer)).collect();
                Ok(layers?.join(", "))
            }
            _ => Err(Fault::Shape),
        }
    }

    fn shadow(&self, layer: &Value) -> Result<String, Fault> {
        let part = |name: &str, kind| self.one(layer.get(name).ok_or(Fault::Shape)?, kind);
        let lengths = [
            part("offsetX", "dimension")?,
            part("offsetY", "dimension")?,
            part("blur", "dimension")?,
            part("spread", "dimension")?,
        ];
        Ok(format!("{} {}", lengths.join(" "), part("color", "color")?))
    }

    /// The value itself, or that of the token which `{a.b.c}` names.
    fn resolved<'v>(&self, mut value: &'v Value) -> Result<&'v Value, Fault>
    where
        'a: 'v,
    {
        for _ in 0..MAX_ALIASES {
            let name = value.as_str().and_then(|text| text.strip_prefix('{')?.strip_suffix('}'));
            let Some(name) = name else { return Ok(value) };
            let token = name.split('.').try_fold(self.root, |group, part| group.get(part));
            value = token.and_then(|token| token.get("$value")).ok_or(Fault::Alias)?;
        }
        Err(Fault::Alias)
    }
}

enum Fault {
    Shape,
    Alias,
}

fn number(value: Option<&Value>) -> Result<String, Fault> {
    value.and_then(Value::as_number).map(ToString::to_string).ok_or(Fault::Shape)
}

fn measured(value: &Value, units: &[&str]) -> Result<String, Fault> {
    let unit =
        value.get("unit").and_then(Value::as_str).filter(|unit| units.contains(unit)).ok_or(Fault::Shape)?;
    Ok(number(value.get("value"))? + unit)
}

fn color(value: &Value) -> Result<String, Fault> {
    let hex = value.get("hex").or(Some(value)).and_then(Value::as_str);
    let digits = hex.and_then(|hex| hex.strip_prefix('#')).filter(|digits| digits.len() == 6);
    let rgb = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or(Fault::Shape)?;
    match value.get("alpha") {
        None => Ok(format!("#{rgb:06x}")),
        alpha => {
            let [_, r, g, b] = rgb.to_be_bytes();
            Ok(format!("rgb({r} {g} {b} / {})", number(alpha)?))
        }
    }
}

fn family(value: &Value) -> Result<String, Fault> {
    let names = value.as_array().ok_or(Fault::Shape)?.iter().map(|name| name.as_str().ok_or(Fault::Shape));
    let names: Result<Vec<_>, _> = names.collect();
    let generic = |name: &str| name.ends_with("serif") || name.ends_with("monospace") || name == "system-ui";
    let written = names?.into_iter().map(|name| {
        if generic(name) { name.to_owned() } else { format!("\"{}\"", name.replace(['"', '\\'], "")) }
    });
    Ok(written.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const TOKENS: &str = include_str!("../../../assets/design/tokens.json");

    #[test]
    fn each_kind_of_token_is_written() {
        let css = css(r##"{
                "color": {"$type": "color", "light": {"ink": {"$value": "#102030"}},
                          "dark": {"ink": {"$value": {"hex": "#ffffff", "alpha": 0.5}}}},
                "space": {"$type": "dimension", "base": {"$value": {"value": 16, "unit": "px"}},
                          "edge": {"$value": "{space.base}"}},
                "font": {"$type": "fontFamily", "text": {"$value": ["Noto Sans", "sans-serif"]}},
                "type": {"$type": "typography", "body": {"$value": {"fontFamily": "{font.text}",
                    "fontSize": {"value": 1, "unit": "rem"}, "fontWeight": 400,
                    "letterSpacing": {"value": -0.02, "unit": "rem"}, "lineHeight": 1.5}}},
                "ease": {"$type": "cubicBezier", "in": {"$value": [0.2, 0, 0, 1]}},
                "time": {"$type": "duration", "quick": {"$value": {"value": 120, "unit": "ms"}}},
                "lift": {"$type": "shadow", "low": {"$value": {"color": "#000000",
                    "offsetX": {"value": 0, "unit": "px"}, "offsetY": {"value": 1, "unit": "px"},
                    "blur": {"value": 2, "unit": "px"}, "spread": {"value": 0, "unit": "px"}}}}
            }"##)
        .unwrap();
        let (root, dark) = css.split_once(".dark").unwrap();
        for line in [
            "--color-ink: #102030;",
            "--space-base: 16px;",
            "--space-edge: 16px;",
            "--font-text: \"Noto Sans\", sans-serif;",
            "--type-body-family: \"Noto Sans\", sans-serif;",
            "--type-body-size: 1rem;",
            "--type-body-weight: 400;",
            "--type-body-line: 1.5;",
            "--type-body-spacing: -0.02em;",
            "--ease-in: cubic-bezier(0.2, 0, 0, 1);",
            "--time-quick: 120ms;",
            "--lift-low: 0px 1px 2px 0px #000000;",
        ] {
            assert!(root.contains(line), "{line} is not in {root}");
        }
        assert!(dark.contains("--color-ink: rgb(255 255 255 / 0.5);"), "{dark}");
    }

    #[test]
    fn a_malformed_token_is_named() {
        let fault = |json: &str| css(json).unwrap_err().to_string();
        assert!(fault("{").contains("not JSON"));
        assert!(fault(r#"{"a": {"$type": "color", "b": {"$value": "red"}}}"#).contains("a.b is malformed"));
        assert!(fault(r#"{"a": {"b": {"$value": 1}}}"#).contains("a.b is malformed"));
        assert!(
            fault(r#"{"a": {"$type": "color", "b": {"$value": "{a.c}"}}}"#).contains("a.b refers to nothing")
        );
        assert!(
            fault(r#"{"a": {"$type": "color", "b": {"$value": "{a.b}"}}}"#).contains("a.b refers to nothing")
        );
        assert!(
            fault(r#"{"a": {"$type": "dimension", "b": {"$value": {"value": 1, "unit": "em"}}}}"#)
                .contains("a.b")
        );
        assert!(fault(r#"{"a": 1}"#).contains("a is malformed"));
    }

    #[test]
    fn light_and_dark_have_the_same_names() {
        let (light, dark) = appearances();
        let differing: Vec<_> = dark.keys().filter(|name| !light.contains_key(*name)).collect();
        assert!(differing.is_empty(), "only in the dark: {differing:?}");
        let missing: Vec<_> = light.keys().filter(|name| !dark.contains_key(*name)).collect();
        assert!(missing.is_empty(), "only in the light: {missing:?}");
    }

    /// WCAG 2.2, 1.4.3 (text, 4.5) and 1.4.11 (what a control is known by, 3.0).
    #[test]
    fn text_and_controls_have_contrast() {
        for colors in [appearances().0, appearances().1] {
            let against = |front: &str, back: &str, least: f64| {
                let ratio = contrast(colors[front], colors[back]);
                assert!(ratio >= least, "{front} on {back}: {ratio:.2}, needs {least}");
            };
            for back in ["background", "surface", "surface-variant"] {
                for front in ["on-surface", "on-surface-muted", "accent"] {
                    against(front, back, 4.5);
                }
                against("outline", back, 3.0);
                against("focus", back, 3.0);
            }
            for front in ["sale", "error", "success", "warning", "info"] {
                against(front, "background", 4.5);
                against(front, "surface", 4.5);
                against(&format!("on-{front}-container"), &format!("{front}-container"), 4.5);
            }
            against("on-accent", "accent", 4.5);
            against("on-accent-container", "accent-container", 4.5);
            against("on-highlight", "highlight", 4.5);
            against("inverse-on-surface", "inverse-surface", 4.5);
            against("inverse-accent", "inverse-surface", 4.5);
        }
    }

    type Colors = BTreeMap<String, u32>;

    /// The opaque colours of `tokens.json`, light and dark.
    fn appearances() -> (Colors, Colors) {
        let css = css(TOKENS).unwrap();
        let (root, dark) = css.split_once(".dark").unwrap();
        let read = |block: &str| {
            let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--color-"));
            lines
                .filter_map(|line| line.trim_end_matches(';').split_once(": #"))
                .map(|(name, hex)| (name.to_owned(), u32::from_str_radix(hex, 16).unwrap()))
                .collect::<Colors>()
        };
        (read(root), read(dark))
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(rgb: u32) -> f64 {
        let [_, r, g, b] = rgb.to_be_bytes();
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }
}
