//! Cameras that stand in the file.

use crate::camera::{Pose, Projection};
use crate::document::{Document, Whole};
use crate::error::ModelError;
use crate::model::FixedCamera;
use crate::nodes::Placed;

/// The cameras that a node holds, in the order of the file's list.
pub(crate) fn read(document: &Document, placed: &[Placed]) -> Result<Vec<FixedCamera>, ModelError> {
    let mut all = Vec::new();
    let mut standing: Vec<Option<&Placed>> = vec![None; document.cameras.len()];
    for node in placed {
        let Some(Whole(index)) = document.nodes[node.node].camera else { continue };
        standing.get_mut(index).ok_or(ModelError::Reference { what: "camera", index })?.get_or_insert(node);
    }
    for (camera, standing) in document.cameras.iter().zip(standing) {
        let Some(standing) = standing else { continue };
        let (projection, aspect) = match (camera.kind.as_str(), &camera.perspective, &camera.orthographic) {
            ("perspective", Some(p), _) => (
                Projection::Perspective {
                    vertical: p.yfov,
                    near: p.znear,
                    far: p.zfar.unwrap_or(p.znear * 1e4),
                },
                p.aspect_ratio,
            ),
            ("orthographic", _, Some(o)) => (
                Projection::Orthographic { half_height: o.ymag, near: o.znear, far: o.zfar },
                Some(o.xmag / o.ymag),
            ),
            _ => {
                return Err(ModelError::Json(
                    "a camera that is neither perspective nor orthographic".to_owned(),
                ));
            }
        };
        let pose = Pose::of(standing.world.as_mat4());
        if !projection.is_sound()
            || aspect.is_some_and(|a| !a.is_finite() || a <= 0.0)
            || !(projection.matrix(aspect.unwrap_or(1.0)) * pose.view).is_finite()
        {
            return Err(ModelError::Number("a camera"));
        }
        let name = if camera.name.is_empty() { &document.nodes[standing.node].name } else { &camera.name };
        all.push(FixedCamera { name: name.clone(), pose, projection, aspect });
    }
    Ok(all)
}
