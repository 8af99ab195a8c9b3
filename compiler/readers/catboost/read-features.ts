import { CompileError } from '#compiler/errors.ts';
import { Fields } from '#compiler/trees/json-fields.ts';
import { atMost, oneOf, type Test } from '#compiler/trees/tree-builder.ts';

/** One question of a tree: feature and test, and whether yes is CatBoost's 1 (right) or its 0 (left). */
export type Question = {
  readonly feature: number;
  readonly test: Test;
  readonly missingYes: boolean;
  readonly yesIsRight: boolean;
};

export type Features = {
  readonly count: number;
  readonly question: (split: Fields, where: string) => Question;
};

/** Kinds of features that are computed from others in ways that are not reproduced. */
const COMPUTED = ['ctrs', 'text_features', 'embedding_features', 'estimated_features'];

/** `features_info` of a model. Features stand in the input by their `flat_feature_index`. */
export function readFeatures(json: Fields): Features {
  const computed = COMPUTED.find((name) => json.has(name) && json.list(name).length > 0);
  if (computed !== undefined) throw new CompileError('unsupported', `CatBoost: ${computed}`);
  const floats = features(json, 'float_features').map((feature) => ({
    flat: feature.count('flat_feature_index'),
    missing: readTreatment(feature),
  }));
  const categories = features(json, 'categorical_features').map((feature) =>
    feature.count('flat_feature_index'),
  );
  const flat = [...floats.map((feature) => feature.flat), ...categories].toSorted((a, b) => a - b);
  if (flat.some((index, i) => index !== i))
    throw new CompileError('format', 'CatBoost: features are not numbered from 0 on');
  const texts = readHashes(json);
  const question = (split: Fields, where: string): Question => {
    const type = split.text('split_type');
    if (type === 'FloatFeature') {
      const feature = floats[split.count('float_feature_index')];
      if (feature === undefined) throw new CompileError('feature-index', `${where}: no such float feature`);
      // Right: above the border. A missing value is below or above every border.
      const border = Math.fround(split.number('border'));
      return { feature: feature.flat, test: atMost(border), missingYes: !feature.missing, yesIsRight: false };
    }
    if (type === 'OneHotFeature') {
      const feature = categories[split.count('cat_feature_index')];
      const text = texts.get(split.number('value') >>> 0);
      if (feature === undefined)
        throw new CompileError('feature-index', `${where}: no such categorical feature`);
      if (text === undefined || !/^(0|-?[1-9]\d{0,6})$/.test(text)) {
        throw new CompileError(
          'unsupported',
          `CatBoost: ${where}: a category ${text === undefined ? 'the file does not name (save it with pool=)' : JSON.stringify(text)}; only whole numbers are possible`,
        );
      }
      return { feature, test: oneOf([Number(text)]), missingYes: false, yesIsRight: true };
    }
    throw new CompileError('unsupported', `CatBoost: ${where}: ${type}; only numbers and one-hot categories`);
  };
  return { count: flat.length, question };
}

function features(json: Fields, name: string): readonly Fields[] {
  if (!json.has(name)) return [];
  return json.list(name).map((feature, i) => new Fields(feature, `features_info.${name}[${i}]`));
}

/** Whether a missing value is above every border. */
function readTreatment(feature: Fields): boolean {
  const treatment = feature.has('nan_value_treatment') ? feature.text('nan_value_treatment') : 'AsIs';
  if (treatment === 'AsTrue') return feature.raw('has_nans') === true;
  if (treatment === 'AsFalse' || treatment === 'AsIs') return false;
  throw new CompileError('unsupported', `CatBoost: nan_value_treatment ${treatment}`);
}

/** The texts of categories by their hash, where only one has it. */
function readHashes(json: Fields): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const ambiguous = new Set<number>();
  if (!json.has('cat_features_hash')) return texts;
  json.list('cat_features_hash').forEach((entry, i) => {
    const fields = new Fields(entry, `features_info.cat_features_hash[${i}]`);
    const hash = fields.number('hash') >>> 0;
    const text = fields.text('value');
    if (texts.has(hash) && texts.get(hash) !== text) ambiguous.add(hash);
    texts.set(hash, text);
  });
  for (const hash of ambiguous) texts.delete(hash);
  return texts;
}
