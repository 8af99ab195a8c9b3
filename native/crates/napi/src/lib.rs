// napi registers what is exported only outside of tests, where all of it looks unused.
#![cfg_attr(test, allow(dead_code))]

mod confine;
mod engine;
mod sheets;
mod store;
