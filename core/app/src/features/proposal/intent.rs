//! What a person says to a proposal.

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ProposalIntent {
    Accept,
    Decline,
}
