mod engine;
mod store;
