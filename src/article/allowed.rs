//! What an article may hold.

use crate::page::Tag;

/// Whether the element is one of MathML.
pub(crate) const fn is_mathml(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Math
            | Tag::Mfrac
            | Tag::Mi
            | Tag::Mn
            | Tag::Mo
            | Tag::Mover
            | Tag::Mpadded
            | Tag::Mphantom
            | Tag::Mroot
            | Tag::Mrow
            | Tag::Mspace
            | Tag::Msqrt
            | Tag::Mstyle
            | Tag::Msub
            | Tag::Msubsup
            | Tag::Msup
            | Tag::Mtable
            | Tag::Mtd
            | Tag::Mtext
            | Tag::Mtr
            | Tag::Munder
            | Tag::Munderover
    )
}
