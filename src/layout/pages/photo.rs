//! The person's picture: beside the lines of the head, or on top of the side column.

use super::placed;
use super::slabs::{Builder, Slab};
use crate::layout::flow::{Column, Content, Image, Node, Role};
use crate::layout::frame::Item;
use crate::resume::Emphasis;
use crate::theme::{HeadAlign, PhotoPlace, TextRole};
use crate::units::{Pt, Size};

/// Sets the head; its lines keep clear of a picture beside them.
pub(super) fn head(builder: &mut Builder<'_, '_>, head: &Node, x: Pt, measure: Pt) {
    let Some((node, image)) = beside(head) else {
        builder.node(head, x, measure);
        return;
    };
    let photo = builder.setter.theme.arrangement.photo;
    let size = image.picture.within(photo.room());
    let taken = size.width + photo.gap;
    let (left, text) = match photo.place {
        PhotoPlace::Left => (x, x + taken),
        PhotoPlace::Right | PhotoPlace::Side | PhotoPlace::None => (x + measure - size.width, x),
    };
    let first = builder.slabs.len();
    let text_alone = without(head, node);
    builder.node(&text_alone, text, measure - taken);
    if builder.setter.theme.arrangement.head == HeadAlign::Center {
        centre(builder, &text_alone, first, (x, measure), taken);
    }
    if builder.slabs.len() == first {
        // Nobody is named, and nothing told of the person: the picture is the head.
        alone(builder, node, image, left, size.width);
        return;
    }
    let top = capitals(builder, first);
    let slabs = &mut builder.slabs[first..];
    let mut height: Pt = slabs.iter().map(|slab| slab.height).sum();
    height += slabs[1..].iter().map(|slab| slab.above).sum();
    let item = Item::Image {
        image: image.clone(),
        size,
    };
    // Read after name and headline, whose lines stand before it in the flow.
    let lines = lines_before(head, node, slabs);
    let down: Pt = slabs[..lines].iter().map(|slab| slab.height).sum::<Pt>()
        + slabs[1..=lines].iter().map(|slab| slab.above).sum();
    slabs[lines]
        .items
        .insert(0, placed(node.id, left, top - down, item));
    // What follows the head stands below the picture too.
    let missing = top + size.height - height;
    if missing > Pt::ZERO
        && let Some(last) = slabs.last_mut()
    {
        last.height += missing;
    }
}

/// Centres the head's lines on the page and not beside the picture, where that takes no line
/// more.
fn centre(
    builder: &mut Builder<'_, '_>,
    head: &Node,
    first: usize,
    (x, measure): (Pt, Pt),
    taken: Pt,
) {
    let beside = builder.slabs.split_off(first);
    let (side, pending) = (builder.side.len(), builder.pending);
    builder.pending = beside.first().map_or(pending, |slab| slab.above);
    builder.node(head, x + taken, measure - taken * 2.0);
    // Set for the second time now: a side column has its own already.
    builder.side.truncate(side);
    builder.pending = pending;
    if builder.slabs.len() - first > beside.len() {
        builder.slabs.truncate(first);
        builder.slabs.extend(beside);
    }
}

/// Sets a picture on a slab of its own, at the left edge.
pub(super) fn alone(builder: &mut Builder<'_, '_>, node: &Node, image: &Image, x: Pt, measure: Pt) {
    let photo = builder.setter.theme.arrangement.photo;
    let room = photo.room();
    let size = image.picture.within(Size {
        width: room.width.min(measure),
        ..room
    });
    let mut slab = Slab::new(size.height, size.height);
    let image = image.clone();
    slab.items
        .push(placed(node.id, x, Pt::ZERO, Item::Image { image, size }));
    builder.push(slab);
}

/// The picture of a head that stands beside its lines.
fn beside(head: &Node) -> Option<(&Node, &Image)> {
    head.children()
        .into_iter()
        .find_map(|node| match (&node.content, node.column, node.role) {
            (Content::Image(image), Column::Main, Role::Photo) => Some((node, image)),
            _ => None,
        })
}

fn without(head: &Node, photo: &Node) -> Node {
    let rest = head.children().into_iter();
    let rest = rest.filter(|node| node.id != photo.id).cloned().collect();
    Node {
        content: Content::Group(rest),
        ..head.clone()
    }
}

/// The slab before which the picture is read; the last one where it is read after all.
fn lines_before(head: &Node, photo: &Node, slabs: &[Slab]) -> usize {
    let earlier: Vec<_> = head
        .children()
        .into_iter()
        .take_while(|node| node.id != photo.id)
        .map(|node| crate::layout::Owner::Node(node.id))
        .collect();
    let is_earlier = |slab: &Slab| slab.items.iter().any(|item| earlier.contains(&item.owner));
    let count = slabs.iter().take_while(|slab| is_earlier(slab)).count();
    count.min(slabs.len() - 1)
}

/// From the head's top down to the top of the capitals of its first line.
fn capitals(builder: &Builder<'_, '_>, first: usize) -> Pt {
    let style = builder.style(TextRole::Name);
    let face = style.face_for(Emphasis::NONE);
    let cap = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
    builder.slabs[first].baseline - cap
}
