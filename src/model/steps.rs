//! Steps (temporary head).
