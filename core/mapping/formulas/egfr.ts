/** The youngest age, in years, that CKD-EPI's equations are for. */
export const youngestAdult = 18;

/** µmol/L of creatinine in 1 mg/dL, as the equation's authors and laboratories take it (113.12 g/mol gives 88.40). */
export const micromolesPerMilligram = 88.4;

/**
 * Estimated glomerular filtration rate in mL/min/1.73 m2 by CKD-EPI 2021 from creatinine, without race:
 * 142 × min(Scr/κ, 1)^α × max(Scr/κ, 1)^−1.200 × 0.9938^age × 1.012 for women; κ 0.7 and α −0.241 for women, 0.9 and
 * −0.302 for men (L.A. Inker and others, N Engl J Med 2021; 385:1737–1749). Not rounded.
 * @param creatinine serum creatinine in mg/dL, above 0
 * @param age in years, 18 or more
 */
export function toEgfrCkdEpi2021(creatinine: number, age: number, sex: 'female' | 'male'): number {
  const [kappa, alpha, ofSex] = sex === 'female' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  const ratio = creatinine / kappa;
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * ofSex;
}
