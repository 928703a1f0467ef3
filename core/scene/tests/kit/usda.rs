//! A small strict reader of the USDA that we write: prims, properties, metadata; anything else is wrong.

use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Text(String),
    Asset(String),
    Path(String),
    Tuple(Vec<Value>),
    List(Vec<Value>),
}

impl Value {
    /// Its numbers, lists and tuples flattened.
    pub(crate) fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Number(number) => vec![*number],
            Self::Tuple(all) | Self::List(all) => all.iter().flat_map(Self::numbers).collect(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Asset(text) | Self::Path(text) => text,
            _ => "",
        }
    }
}

/// Properties by their names: type, and value where it is not only declared.
pub(crate) type Properties = BTreeMap<String, (String, Option<Value>)>;

/// Prims by their paths: kind and properties.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) metadata: BTreeMap<String, Value>,
    pub(crate) prims: BTreeMap<String, (String, Properties)>,
}

impl Layer {
    pub(crate) fn read(text: &str) -> Self {
        let text = text.strip_prefix("#usda 1.0\n").expect("the first line");
        let mut reader = Reader { tokens: tokens(text), at: 0 };
        let mut layer = Self::default();
        if reader.takes("(") {
            layer.metadata = reader.metadata();
        }
        while !reader.is_over() {
            reader.prim("", &mut layer);
        }
        layer
    }

    /// A property's value.
    pub(crate) fn value(&self, prim: &str, property: &str) -> Option<&Value> {
        self.prims.get(prim)?.1.get(property)?.1.as_ref()
    }

    /// Every prim of that kind.
    pub(crate) fn of_kind(&self, kind: &str) -> Vec<&str> {
        self.prims.iter().filter(|(_, (known, _))| known == kind).map(|(path, _)| path.as_str()).collect()
    }

    /// What is wrong: a path that leads to no prim, or to no property of one of the same type.
    pub(crate) fn dangling(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (path, (_, properties)) in &self.prims {
            for (name, (kind, value)) in properties {
                let Some(Value::Path(target)) = value else { continue };
                let there = match target.split_once('.') {
                    None => self.prims.contains_key(target),
                    Some((prim, output)) => self.prims.get(prim).is_some_and(|(_, known)| {
                        known.get(output).is_some_and(|(other, _)| width(other) == width(kind))
                    }),
                };
                if !there {
                    wrong.push(format!("{path}.{name} -> {target}"));
                }
            }
        }
        wrong
    }
}

fn width(kind: &str) -> &str {
    match kind {
        "color3f" | "normal3f" | "float3" => "float3",
        other => other,
    }
}

fn tokens(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => 2 + rest[1..].find('"').expect("a text that ends"),
            '@' => 2 + rest[1..].find('@').expect("an asset that ends"),
            '<' => 2 + rest[1..].find('>').expect("a path that ends"),
            '(' | ')' | '[' | ']' | '{' | '}' | '=' | ',' => 1,
            _ => rest.find(|c: char| c.is_whitespace() || "()[]{}=,\"@<".contains(c)).unwrap_or(rest.len()),
        };
        let mut end = end;
        // `float3[]` is one word.
        if rest[end..].starts_with("[]") {
            end += 2;
        }
        all.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    all
}

struct Reader {
    tokens: Vec<String>,
    at: usize,
}

impl Reader {
    fn is_over(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }

    fn next(&mut self) -> String {
        self.at += 1;
        self.tokens.get(self.at - 1).expect("it goes on").clone()
    }

    fn takes(&mut self, token: &str) -> bool {
        let is = self.peek() == token;
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, token: &str) {
        let found = self.next();
        assert_eq!(found, token, "token {}", self.at);
    }

    fn word(&mut self) -> String {
        let word = self.next();
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_:.[]".contains(c);
        assert!(word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(is_name), "{word}");
        word
    }

    fn value(&mut self) -> Value {
        let token = self.next();
        let inside = |token: &str| token[1..token.len() - 1].to_owned();
        match token.chars().next().expect("a token") {
            '"' => Value::Text(inside(&token)),
            '@' => Value::Asset(inside(&token)),
            '<' => Value::Path(inside(&token)),
            '(' => Value::Tuple(self.values(")")),
            '[' => Value::List(self.values("]")),
            _ => Value::Number(token.parse().expect("a number")),
        }
    }

    fn values(&mut self, end: &str) -> Vec<Value> {
        let mut all = Vec::new();
        while !self.takes(end) {
            if !all.is_empty() {
                self.expect(",");
            }
            all.push(self.value());
        }
        all
    }

    fn metadata(&mut self) -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        while !self.takes(")") {
            self.takes("prepend");
            let name = self.word();
            self.expect("=");
            assert_eq!(all.insert(name, self.value()), None);
        }
        all
    }

    fn prim(&mut self, parent: &str, layer: &mut Layer) {
        self.expect("def");
        let kind = self.word();
        let Value::Text(name) = self.value() else { unreachable!("a prim has a name") };
        let path = format!("{parent}/{name}");
        if self.takes("(") {
            self.metadata();
        }
        self.expect("{");
        let mut properties = BTreeMap::new();
        while !self.takes("}") {
            if self.peek() == "def" {
                self.prim(&path, layer);
                continue;
            }
            self.takes("uniform");
            let kind = self.word();
            let name = self.word();
            let value = self.takes("=").then(|| self.value());
            if self.takes("(") {
                assert_eq!(self.metadata()["interpolation"].text(), "vertex");
            }
            assert_eq!(properties.insert(name, (kind, value)), None, "{path}");
        }
        assert!(layer.prims.insert(path.clone(), (kind, properties)).is_none(), "{path} is there twice");
    }
}
