//! The share: submissions, manifests, the register.
