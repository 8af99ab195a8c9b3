/** Body mass index in kg/m2: weight in kg over the square of height in m. */
export function toBodyMassIndex(weightKg: number, heightM: number): number {
  return weightKg / (heightM * heightM);
}

/**
 * Body surface area in m2. Du Bois: 0.007184 × kg^0.425 × cm^0.725 (D. Du Bois, E.F. Du Bois, Arch Intern Med 1916;
 * 17:863–871). Mosteller: √(kg × cm ÷ 3600) (R.D. Mosteller, N Engl J Med 1987; 317:1098).
 */
export function toBodySurfaceArea(
  method: 'du-bois' | 'mosteller',
  weightKg: number,
  heightCm: number,
): number {
  switch (method) {
    case 'du-bois':
      return 0.007184 * weightKg ** 0.425 * heightCm ** 0.725;
    case 'mosteller':
      return Math.sqrt((weightKg * heightCm) / 3600);
    default:
      return method satisfies never;
  }
}
