import { CompileError } from '#compiler/errors.ts';
import { decodeModel } from '#compiler/readers/onnx/decode-model.ts';
import type { ModelAttribute, ModelFunction, ModelGraph } from '#compiler/readers/onnx/model-graph.ts';
import type { FunctionProto, ModelProto, OperatorSetIdProto } from '#compiler/readers/onnx/onnx-pb.ts';
import { NEWEST_IR_VERSION, NEWEST_OPSETS } from '#compiler/readers/onnx/published-versions.ts';
import { readAttributes } from '#compiler/readers/onnx/read-attributes.ts';
import { readGraph, readNodes, toDomain, type Surroundings } from '#compiler/readers/onnx/read-graph.ts';

/** An ONNX file, checked but not yet in the intermediate form. */
export type OnnxModel = {
  readonly producer: string;
  readonly graph: ModelGraph;
  /** By `functionKey`. */
  readonly functions: ReadonlyMap<string, ModelFunction>;
};

/** Before 3, opsets were not yet a part of the file. */
const OLDEST_IR_VERSION = 3;

/** Newest opsets of domains that ONNX does not publish. */
const OWN_OPSETS: Readonly<Record<string, number>> = { 'com.microsoft': 1, 'org.visite': 1 };

/** Bytes of an ONNX file → the checked model. `CompileError` names the place, the node and what was met. */
export function readModel(bytes: Uint8Array): OnnxModel {
  const model = decodeModel(bytes);
  const irVersion = Number(model.irVersion);
  if (!(irVersion >= OLDEST_IR_VERSION && irVersion <= NEWEST_IR_VERSION)) {
    throw new CompileError(
      'unsupported',
      `model: format (IR) version ${irVersion}, understood are ${OLDEST_IR_VERSION} to ${NEWEST_IR_VERSION}`,
    );
  }
  if (model.trainingInfo.length > 0) throw new CompileError('unsupported', 'model: training information');
  if (model.graph === undefined) throw new CompileError('format', 'model: no graph');
  const functions = readFunctions(model);
  const opsets = readOpsets(model.opsetImport, 'model', model);
  const graph = readGraph(model.graph, { opsets, outer: new Set(), inFunction: false, place: 'graph' });
  const producer = `${model.producerName} ${model.producerVersion}`.trim().slice(0, 80);
  return { producer, graph, functions };
}

export function functionKey(domain: string, name: string, overload: string): string {
  return JSON.stringify([domain, name, overload]);
}

function readFunctions(model: ModelProto): ReadonlyMap<string, ModelFunction> {
  const functions = new Map<string, ModelFunction>();
  for (const proto of model.functions) {
    const key = functionKey(toDomain(proto.domain), proto.name, proto.overload);
    if (functions.has(key)) throw new CompileError('format', `function ${proto.name}: twice`);
    functions.set(key, readFunction(proto, model));
  }
  return functions;
}

function readFunction(proto: FunctionProto, model: ModelProto): ModelFunction {
  const place = `function ${proto.name}`;
  const opsets = readOpsets(proto.opsetImport, place, model);
  const around: Surroundings = { opsets, outer: new Set(), inFunction: true, place };
  if (new Set(proto.input).size < proto.input.length)
    throw new CompileError('format', `${place}: an input twice`);
  const seen = new Set(proto.input);
  const nodes = readNodes(proto.node, seen, around);
  const missing = proto.output.find((name) => !seen.has(name));
  if (missing !== undefined) throw new CompileError('format', `${place}: no node makes output "${missing}"`);
  const defaults: ReadonlyMap<string, ModelAttribute> = readAttributes(proto.attributeProto, place, {
    inFunction: false,
    saturates: false,
    readGraph: (graph) => readGraph(graph, { ...around, inFunction: false }),
  });
  return { inputs: proto.input, outputs: proto.output, nodes, required: proto.attribute, defaults };
}

/** Opset by domain. Domains that are not known have to be those of the file's own functions. */
function readOpsets(
  imports: readonly OperatorSetIdProto[],
  place: string,
  { functions }: ModelProto,
): ReadonlyMap<string, number> {
  const opsets = new Map<string, number>();
  for (const { domain: given, version } of imports) {
    const domain = toDomain(given);
    const opset = Number(version);
    if (opsets.has(domain) && opsets.get(domain) !== opset)
      throw new CompileError('format', `${place}: opset of ${domain} twice`);
    const newest: number | undefined = { ...NEWEST_OPSETS, ...OWN_OPSETS }[domain];
    if (opset < 1 || (newest !== undefined && opset > newest))
      throw new CompileError(
        'unsupported',
        `${place}: opset ${version} of ${domain}, understood to ${newest}`,
      );
    opsets.set(domain, opset);
  }
  for (const { domain } of functions) if (!opsets.has(toDomain(domain))) opsets.set(toDomain(domain), 1);
  return opsets;
}
