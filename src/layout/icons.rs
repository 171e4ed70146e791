//! The drawings of `layouts/icons.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kurbo::{Affine, BezPath};

use super::flow::ContactIcon;
use crate::yaml;

/// Side of the square that the drawings are made on.
const SQUARE: f64 = 24.0;

static DRAWINGS: LazyLock<BTreeMap<String, BezPath>> = LazyLock::new(|| {
    let table: BTreeMap<String, String> = yaml::table!("layouts/icons.yaml");
    table
        .into_iter()
        .map(|(name, path)| {
            let path = BezPath::from_svg(&path).expect("the embedded drawings are tested");
            (name, Affine::scale(1.0 / SQUARE) * path)
        })
        .collect()
});

/// The drawing on a square of side 1, y down.
pub(super) fn drawing(icon: ContactIcon) -> &'static BezPath {
    let name = match icon {
        ContactIcon::Email => "email",
        ContactIcon::Phone => "phone",
        ContactIcon::Place => "place",
        ContactIcon::Website => "website",
        ContactIcon::Code => "code",
        ContactIcon::Profile => "profile",
    };
    DRAWINGS
        .get(name)
        .expect("the embedded drawings are tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_a_drawing_inside_its_square() {
        use kurbo::Shape;
        for icon in [
            ContactIcon::Email,
            ContactIcon::Phone,
            ContactIcon::Place,
            ContactIcon::Website,
            ContactIcon::Code,
            ContactIcon::Profile,
        ] {
            let bounds = drawing(icon).bounding_box();
            assert!(bounds.width() > 0.3 && bounds.x0 >= 0.0 && bounds.x1 <= 1.0);
            assert!(bounds.height() > 0.3 && bounds.y0 >= 0.0 && bounds.y1 <= 1.0);
        }
    }
}
