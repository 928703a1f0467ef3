//! Textures of materials: samplers, transforms, and the pictures behind them, which may be missing.

use crate::access::Buffers;
use crate::document::{self, TextureInfo, Whole};
use crate::error::ModelError;
use crate::finding::{Finding, cited};
use crate::image::Waiting;
use crate::limits::Limits;
use crate::texture::{Sampler, TextureUse, Wrap};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Reads textures and queues the pictures that they need.
pub(crate) struct Textures<'a, R> {
    pub(crate) buffers: &'a Buffers<'a>,
    pub(crate) limits: &'a Limits,
    /// Gives the bytes behind an address.
    pub(crate) read: R,
    /// Pictures to be decoded.
    pub(crate) waiting: Waiting<'a>,
    /// Places in line of the document's images; none for one that cannot be read.
    places: BTreeMap<usize, Option<usize>>,
}

impl<'a, R: FnMut(&str) -> Result<Vec<u8>, ModelError>> Textures<'a, R> {
    pub(crate) fn new(buffers: &'a Buffers<'a>, limits: &'a Limits, read: R) -> Self {
        Self { buffers, limits, read, waiting: Waiting::default(), places: BTreeMap::new() }
    }

    /// A texture; its picture is the place in line, its set of texture coordinates the file's own number. `None` where there is
    /// none, or where its picture cannot be read: that is noted.
    pub(crate) fn of(&mut self, info: Option<&TextureInfo>) -> Result<Option<TextureUse>, ModelError> {
        let document = self.buffers.document;
        let Some((info, Whole(index))) = info.and_then(|info| Some((info, info.index?))) else {
            return Ok(None);
        };
        let texture = document.textures.get(index).ok_or(ModelError::Reference { what: "texture", index })?;
        // What stays compressed on the card before what does not.
        let sources = [&texture.extensions.basisu, &texture.extensions.webp];
        let better = sources.into_iter().find_map(|known| known.as_ref()?.source);
        let images = [better, texture.source.filter(|plain| Some(*plain) != better)];
        if images == [None, None] {
            let why = "it has no picture in a form that is read".to_owned();
            self.buffers.findings.note(Finding::TextureLeftOut { name: format!("texture {index}"), why });
            return Ok(None);
        }
        // Where the better one cannot be read, the plain one is there for that.
        let mut picture = None;
        for Whole(image) in images.into_iter().flatten() {
            picture = self.picture(image)?;
            if picture.is_some() {
                break;
            }
        }
        let Some(picture) = picture else { return Ok(None) };
        let transform = info.extensions.transform.as_ref();
        let uv_set = transform.and_then(|t| t.tex_coord).or(info.tex_coord).map_or(0, |set| set.0);
        let transform = transform.map_or([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], matrix);
        if !transform.iter().flatten().all(|x| x.is_finite()) {
            return Err(ModelError::Number("a texture's transform"));
        }
        let sampler = match texture.sampler {
            Some(Whole(index)) => {
                document.samplers.get(index).ok_or(ModelError::Reference { what: "sampler", index })?.clone()
            }
            None => document::Sampler::default(),
        };
        // No primitive has more sets than a byte counts; whoever names one beyond gets none.
        let uv_set = u8::try_from(uv_set).unwrap_or(u8::MAX);
        Ok(Some(TextureUse { picture, sampler: sampling(&sampler), uv_set, transform }))
    }

    /// The place in line of an image.
    fn picture(&mut self, index: usize) -> Result<Option<usize>, ModelError> {
        if let Some(place) = self.places.get(&index) {
            return Ok(*place);
        }
        self.buffers.in_time()?;
        let images = &self.buffers.document.images;
        let source = images.get(index).ok_or(ModelError::Reference { what: "image", index })?;
        let file = match (&source.uri, source.buffer_view) {
            (Some(uri), _) => (self.read)(uri).map(Cow::Owned),
            (None, Some(view)) => self.buffers.view(view).map(Cow::Borrowed),
            (None, None) => Err(ModelError::Image("neither uri nor bufferView".to_owned())),
        };
        let file_name = source.uri.as_deref().filter(|uri| uri.len() < 1024 && !uri.starts_with("data:"));
        let name = if source.name.is_empty() { file_name.unwrap_or_default() } else { &source.name };
        let name = cited(name, "image", index);
        let place = match file.and_then(|file| self.waiting.add(file, &name, self.limits)) {
            Ok(place) => Some(place),
            // A product without one of its textures is still the product.
            Err(ModelError::Image(why)) => self.left_out(name, why),
            Err(ModelError::Buffer(why)) => self.left_out(name, why.to_owned()),
            Err(error) => return Err(error),
        };
        self.places.insert(index, place);
        Ok(place)
    }

    fn left_out(&self, name: String, why: String) -> Option<usize> {
        self.buffers.findings.note(Finding::TextureLeftOut { name, why });
        None
    }
}

/// KHR_texture_transform: translation times rotation times scale.
fn matrix(transform: &document::Transform) -> [[f32; 3]; 2] {
    let [x, y] = transform.offset.unwrap_or([0.0; 2]);
    let [u, v] = transform.scale.unwrap_or([1.0; 2]);
    let (sine, cosine) = transform.rotation.unwrap_or(0.0).sin_cos();
    [[cosine * u, sine * v, x], [-sine * u, cosine * v, y]]
}

fn sampling(sampler: &document::Sampler) -> Sampler {
    let wrap = |code: Option<Whole>| match code.map(|code| code.0) {
        Some(33071) => Wrap::Clamp,
        Some(33648) => Wrap::Mirror,
        _ => Wrap::Repeat,
    };
    Sampler {
        nearest: sampler.mag_filter == Some(Whole(9728)),
        mipmaps: !matches!(sampler.min_filter, Some(Whole(9728 | 9729))),
        wrap_u: wrap(sampler.wrap_s),
        wrap_v: wrap(sampler.wrap_t),
    }
}
