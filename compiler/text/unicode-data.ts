/** The version of Unicode these tables are of; made by scripts/unicode-data.py. */
export const UNICODE_VERSION = '14.0.0';

/**
 * Runs of code points of one kind: how far the run begins after the one before, in base 36, and the kind: `w` word (`\w`
 * of Python), `s` white space, `u` unassigned, `.` any other.
 */
export const KINDS =
  '0. 9s 5. es 5. fw a. 7w q. 4w 1. 1w q. as 1. qs 1. 9w 1. 7w 2. 1w 1. 3w 2. 1w 3. 1w n. 1w v. 1w ' +
  'cq. 4w c. ew 5. 7w 1. 1w 1. 3lw 5. 1w 2u 2w 4. 1w 1u 4. 2w 1. 1w 3u 1w 1u 1w ku 1w 2b. 1w 3v. 8w ' +
  '4mu 1w 12u 2w 1. 6w 15. 2u 2. 3u 1. 1ju 8w ru 4w 4. 2u b. ww 17. lw a. 4w 2. 1w 2r. 1w 1. fw 2. ' +
  '7w f. 2w 1. eu 1. 1w 1. 1w u. ru 2w 2h. bw 1u ew 17. 9w 2. 4w 1u 2. 3w m. 4w 1. 9w 1. 3w 1. 5u ' +
  '2. fu 1w p. 3u 2. 1u 1w bu 5w o. 1w 6u 1. 2u 6. 8w 16. 1mw 1i. 3w 1. iw 1. 7w a. 4w a. 1w g. 3u ' +
  '1w 8u 2w 2u 2w mu 1w 7u 1w 1u 3w 4u 2. 1w 1. 7u 2. 2u 2. 3w 1u 8. 1u 4w 2u 1w 3. 2u 2w c. 2w 6. ' +
  '2w 1. 2u 2. 3u 1w 6u 4w 2u 2w mu 1w 7u 1w 2u 1w 2u 1w 2u 2. 1u 1. 5u 4. 2u 2. 3u 3. 1u 7w 4u 1w ' +
  '1u 7w a. 2w 3. 2u a. 3u 1w 9u 1w 3u 1w mu 1w 7u 1w 2u 1w 5u 2. 1w 1. 8u 1. 3u 1. 3u 2w 1u fw 2. ' +
  '2u 2w a. 2u 7w 1. 6u 1. 3u 1w 8u 2w 2u 2w mu 1w 7u 1w 2u 1w 5u 2. 1w 1. 7u 2. 2u 2. 3u 7. 3u 4w ' +
  '2u 1w 3. 2u 2w a. 1w 7u a. 1w 1u 1w 6u 3w 3u 1w 4u 3w 2u 1w 1u 1w 2u 3w 2u 3w 3u 3w cu 4. 5u 3. ' +
  '3u 1. 4u 2w 1u 6. 1u ew d. 8u 5. 5w 8u 1w 3u 1w nu 1w gu 2. 1w 1. 7u 1. 3u 1. 4u 7. 2u 1w 3u 2w ' +
  '1u 2w 2. 2u 2w au 7. 1w 7. 1w 1. 4w 8u 1w 3u 1w nu 1w au 1w 5u 2. 1w 1. 7u 1. 3u 1. 4u 7. 2u 6w ' +
  '2u 1w 2. 2u 2w au 1w 2u d. 4w 9u 1w 3u 1w 15. 2w 1. 7u 1. 3u 1. 4w 1. 1u 4w 3. 1w a. 2u 2w j. 1w ' +
  '6u 1. 3u 1w iu 3w ou 1w 9u 1w 1u 2w 7u 3. 1u 4. 6u 1. 1u 1. 8u 6w au 2. 3u cw 1c. 1w 2. 7u 4. 1w ' +
  '7. 9w a. 2u 11w 2u 1w 1u 1w 5u 1w ou 1w 1u 1w a. 1w 2. 9w 1u 2w 5u 1w 1u 1. 6u 2w au 2w 4u ww 1. ' +
  'vw k. cw 8u 1w 10u 4. nw 5. bu 1. 10u 1. fu 1. du 11w 17. kw b. 6w 6. 4w 4. 3w 1. 3w 2. 7w 3. 4w ' +
  'd. cw 1. 1w a. 6w 12u 1w 1u 5w 1u 2w 17. 1w 99u 1w 4u 2w 7u 1w 1u 1w 4u 2w 15u 1w 4u 2w xu 1w 4u ' +
  '2w 7u 1w 1u 1w 4u 2w fu 1w 1lu 1w 4u 2w 1vu 2. cw ku 3w g. au 6w 2eu 2w 6u 2. 1w h8. 2w hs 1w q. ' +
  '2u 3w 23. 3w bu 7w i. 4u 9w j. 5u 9w i. 2u cw du 1w 3u 1. 2u cw 1g. zw 1. 4w 1. 1u 2w au 6w au ' +
  '6. gw au 6w 2hu 7w 5. 2w y. 1w 1u 5w 1yu aw vu 1. cu 4. cu 4. 1u 3. 2w 14u 2w 5u bw 18u 4w qu 6w ' +
  'bu 3. yw n. 5u 2. 2w 1h. au 1. tu 2. 1w au 6w au 6. 7w 1. 6u 2. vu 1d. 5w 1b. hw 8u 3w a. 11u 1. ' +
  '3w u. dw 1k. eu 8. 4w 10. ku 3. 5w au 3w 1d. 2w 9u 7w 17u 2w 3. 8u 8. pw 4. 1w 6. 1w 2. 3w 1u 5w ' +
  '5c. 1sw 7qu 2w 6u 2w 12u 2w 6u 2w 8u 1w 1u 1w 1u 1w 1u 1w vu 2w 1hu 1w 7. 1w 1. 3w 3u 1w 7. 3w ' +
  '4u 2w 6u 1. 3w d. 3u 2w 3u 1w 7. 2u 1s b. ts 2. 5s 1. 1bs 1. 5u 1. aw 2u 2w 6. 5w b. 5u 1w du 3. ' +
  'xu f. xu f. 2w 1. 4w 1. 2w a. 1w 1. 3w 5. 6w 1. 1w 1. 1w 1. 1w 4. 1w b. 2w 4. 5w 5. 4w 1. 1w 1m. ' +
  '2u 4. ifu p. bu lw 1o. 26w m. hiw u. rku 2. wu 1. 2xw 6d. 6w 4. 3w 2u 5. 4w 1. 2w 12u 1w 1u 5w ' +
  '1u 2w 1ku 7w 1. 1u e. 1w nu 9w 7u 1w 7u 1w 7u 1w 7u 1w 7u 1w 7u 1w 7u 1w 7u 1. 27w 1. 1au y. qu ' +
  '1. 2hu c. 5yu q. cu 4s 1. 4w 3. pw 9. 7w 5. 2w 5. 3u 1w 2eu 2. 4w 3. 1w 2i. 1w 4u 5w 17u 1w 2mu ' +
  '1. 2w 4. aw w. 10u cw g. vu 1w a. uw 8. 1w f. ww a. 13w f. 8ww 534. 1sw h3hu 3. 1ju 9w 1a. 2w ' +
  '7h. 3w su kw 1b. gw v. 2w 28. 8u 8. nw 9. 2w 2v. 2w 1su 5w 2u 1w 1u 1w 5u ow g. 1w 3. 1w 4. 1w ' +
  'n. au 3w 6. 4u 6w 1g. 4u 8. 2w 1e. iu 8. 2w au 6. iw 6. 3w 1. 1w 2. 1w 12. aw n. du b. 1w tu 3. ' +
  '4w 1b. ru 1w bu 4. 2w 5. 1w pu 1w 15. eu 9w 3. 1w 8. 2u 2w au 2. 4w n. 3w 1. 3w 1e. 1w 1. 3w 2. ' +
  '2w 5. 2w 1. 1w 1u ow 3. 2w b. 7w 3. 2u aw 6u 2w 6u 2w 6u 9w 7u 1w 7u 1w 17. 1w e. 2u 4w 37. bu ' +
  '2w au 6w 8mcu cw nu 4w 1du 4. 6iow a6u 2w 2yu 12w 7u cw 5u 5w 1. 1w a. 1w du 1w 5u 1w 1u 1w 2u ' +
  '1w 2u 1w 30. hu gw a3. iw 1su 2w 1iu 7. 1u ww c. uu 6. 1fu 1. ju 1. 4u 4w 5u 1w 3ru 2. 1u 1. fw ' +
  'a. 7w q. 6w q. bw 2hu 3w 6u 2w 6u 2w 6u 2w 3u 3. 7u 1. 7u a. 5u 2w cu 1w qu 1w ju 1w 2u 1w fu 2w ' +
  'eu yw 3fu 5. 3u 4w 19u 3. 9w 1l. hw 2. 3u 1. du 3. 1u 1b. 1au 3mw tu 3w 1du f. 1w ru 4w 10u 9w ' +
  'uu 5w 12. 5u 5w uu 1. 1w 10u 4w 8. 1w 5u 16w 4eu 2w au 6w 10u 4w 10u 4w 14u 8w 1gu b. 1w bu 1w ' +
  'fu 1w 7u 1w 2u 1w bu 1w fu 1w 7u 1w 2u 1vw 8nu 9w mu aw 8u ow 6u 1w 16u 1w 9u 1xw 6u 2w 1u 1w ' +
  '18u 1w 2u 3w 1u 2w nu 1. 1w v. 2w 12u 8w 9u 1cw ju 1w 2u 5w xu 3. 1w qu 5. 1u 1sw 1ku 4w ku 2w ' +
  '1b. 3u 1. 2u 5. 4w 4u 1w 3u 1w tu 2. 3u 4. 1w 9u 7. 9u 7w v. 1w wu ww 8. 1w s. 2u 4w 5. 7u 9w ' +
  '1iu 3. 7w mu 2w ru 5w qu 7. 4u cw 7u 28w 21u 1jw 1fu dw 1fu 7w 16. 4u 8w au 86w vu 1w 16u 1. 3u ' +
  '2w 2u 26w 14u 8w m. bw 4. 5u mw i. 8u 12w su kw nu 9. 3w 1h. mu 4w u. 1w 2. 2w 1u 9. 4w 19. ju ' +
  'a. 1u 2w pu 7w au 6. 3w 10. eu 1w a. 4w 1. 2w 1u 8w z. 3w 1u 9. 3w 1c. ew 4. bw b. 1w 1. 3u 1w ' +
  'ku bw iu 1w p. ju 1tw 7u 1w 1u 1w 4u 1w fu 1w a. 1u 6w 1b. cu 5w au 6. 4u 1w 8u 2w 2u 2w mu 1w ' +
  '7u 1w 2u 1w 5u 1. 2w 1. 7u 2. 2u 2. 3u 2w 1u 6. 1u 5w 5. 2u 2. 7u 3. 5u 3vw 1h. iw 4. 5w a. 2u ' +
  '1. 2w 3u uw 1c. kw 2. 1w 1u 8w au 4mw 1b. 7u 2. ww 4. 2u yw 1c. kw 1u bw au 6. du jw 17. dw 1. ' +
  '1u 6w au 1iw ru 2. fu 4w c. 4w 7u 55w 18. gu 2sw 2bu cw 8u 2w 1u 2w 8u 1w 2u 1w o. 6u 1. 2u 2. ' +
  '4w 1. 1w 1. 5u 9w au 1yw 8u 2w 13. 7u 2. 7w 1. 1w 1. 1u rw 1. aw 14. 7w 1. du 8w 1. bw 1a. jw 1. ' +
  '5u dw 21u 7bw 9u 1w 11. 8u 1. 8w 1. 5u aw tu 3. 2w uu 2. mu 1. eu 21w 7u 1w 2u 1w 12. 6u 3. 1u ' +
  '1. 2u 1. 7w 1. 1u 8w au 6w 6u 1w 2u 1w w. 5u 1. 2u 1. 5w 1u 7w au 8mw j. 6u 53w 1u fw l. tu d. ' +
  '1w pmu 2uw 33u 1. 5u bw 5gu 218w 2p. 2u dw tru 1. 9u 347w g7u 6ntw ftu 7w vu 1w au 4. 2w 27u 1w ' +
  'au 6w uu 2. 6u aw 1c. gw 4. 2u aw au 1w 7u 1w lu 5w ju j4w 2f. 4u 2tw 23u 4. 1w 1. 1ju 7. 4w du ' +
  '1sw 2. 1w 1. 1u b. 2u ew 4qgu 8w yeu 16w 9u 6w7w 4u 1w 7u 1w 2u 1w 83u 19w 3u hw 4u 8w b0u 1s4w ' +
  '2zu 5w du 3w 9u 7w au 2. 8u 3mk. 1au 2. nu 9. 38u 1o. 6uu a. 13u 2. 5eu l. 1yu 4aw ku c. 2fu 9w ' +
  'pu 3rw 2du 1w 1zu 1w 2u 2w 1u 2w 2u 2w 4u 1w cu 1w 1u 1w 7u 1w 1tu 1w 4u 2w 8u 1w 7u 1w su 1w 4u ' +
  '1w 5u 1w 1u 3w 7u 1w 9gu 2w p. 1w p. 1w v. 1w p. 1w v. 1w p. 1w v. 1w p. 1w v. 1w p. 1w 8u 2w ' +
  '1e. i4u f. 5u 1. fu uow vu 69. 7u 1. hu 2. 7u 1. 2u 1. 5u 5xw 19u 3. 7w 7u 2w au 4w 1. 1u 8ww u. ' +
  '1u hw 18. 4w au 5. 1u yow 7u 1w 4u 1w 2u 1w fu 1w 5hu 2w 9. 7u 15w 1w. 7w 1u 4w au 4. 2u ltw 1n. ' +
  '1w 3. 1w 4u 24w 19. 1w fu 5ew 4u 1w ru 1w 2u 1w 1u 2w 1u 1w au 1w 4u 1w 1u 1w 1u 6w 1u 4w 1u 1w ' +
  '1u 1w 1u 1w 3u 1w 2u 1w 1u 2w 1u 1w 1u 1w 1u 1w 1u 1w 1u 1w 2u 1w 1u 2w 4u 1w 7u 1w 4u 1w 4u 1w ' +
  '1u 1w au 1w hu 5w 3u 1w 5u 1w hu 1g. 2u 7i. 18u 4. 2su c. fu 2. fu 1. fu 1. 11u aw d. 4hu 1k. tu ' +
  'd. 18u 4. 9u 7. 2u e. 6u 4a. rcu 5. gu 3. du 3. 38u c. 2hu 7. cu 4. 1u f. cu 4. 1ku 8. au 6. 14u ' +
  '8. uu 2. 2u 26. 9gu c. eu 2. 5u 3. 5u 3. 7u 9. tu 3. bu 5. 6u a. au 6. 8u 8. 7u 9. 43u 1. 1ju ' +
  '11w au smw wyou ww 37du 7w 66u 2w 4g2u ew 5rlu 2e7w f2u 15uw 3t7u fcfq. 1u u. 2ou 3k. 6ou 1e6o. ' +
  '1ekeu 2. 1ekeu ';

/**
 * Code points whose lower case is another one: how far after the one before, and the difference, in base 36. Without U+0130, whose
 * lower case is two code points.
 */
export const LOWER =
  '1t+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 1+w 2u+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 2+w 1+w 1+w 1+w 1+w 1+w 1+w y+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 4+1 2+1 2+1 3+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 3+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2-3d 1+1 2+1 2+1 4+5u ' +
  '1+1 2+1 2+5q 1+1 2+5p 1+5p 1+1 3+27 1+5m 1+5n 1+1 2+5p 1+5r 2+5v 1+5t 1+1 4+5v 1+5x 2+5y 1+1 2+1 ' +
  '2+1 2+62 1+1 2+62 3+1 2+62 1+1 2+61 1+61 1+1 2+1 2+63 1+1 4+1 8+2 1+1 2+2 1+1 2+2 1+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 3+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 3+2 1+1 2+1 2-2p 1-1k 1+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2-3m 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 8+8bv 1+1 2-4j 1+8bs 3+1 2-5f 1+1x 1+1z 1+1 2+1 2+1 2+1 2+1 82+1 2+1 4+1 9+38 7+12 ' +
  '2+11 1+11 1+11 2+1s 2+1r 1+1r 2+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 2+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 10+8 9+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '6-1o 3+1 2-7 1+1 3-3m 1-3m 1-3m 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 1+28 ' +
  '1+28 1+28 1+28 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1d+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 a+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+f 1+1 2+1 2+1 2+1 2+1 2+1 2+1 3+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 3+1c 1+1c 1+1c 1+1c 1+1c 1+1c ' +
  '1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c ' +
  '1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 28a+5ls 1+5ls 1+5ls 1+5ls 1+5ls ' +
  '1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls ' +
  '1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls 1+5ls ' +
  '1+5ls 2+5ls 6+5ls k3+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk ' +
  '1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk ' +
  '1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk ' +
  '1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk ' +
  '1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk 1+tzk ' +
  '1+tzk 1+tzk 1+tzk 1+8 1+8 1+8 1+8 1+8 1+8 1p7-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk ' +
  '1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk ' +
  '1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk 1-2bk ' +
  '1-2bk 1-2bk 1-2bk 3-2bk 1-2bk 1-2bk 8x+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 a-5vj 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 a-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 ' +
  '1-8 1-8 1-8 1-8 b-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 1-8 1-8 ' +
  '1-8 1-8 c-8 2-8 2-8 2-8 9-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 p-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 ' +
  '1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 1-8 1-8 1-8 1-8 1-8 1-8 9-8 1-8 1-22 1-22 1-9 c-2e 1-2e 1-2e ' +
  '1-2e 1-9 c-8 1-8 1-2s 1-2s d-8 1-8 1-34 1-34 1-7 c-3k 1-3k 1-3i 1-3i 1-9 8a-5st 4-6gv 1-6di 7+s ' +
  '1a+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g 1+g k+1 mr+q 1+q 1+q 1+q 1+q 1+q ' +
  '1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1+q 1f5+1c 1+1c 1+1c ' +
  '1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c ' +
  '1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c ' +
  '1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1+1c 1d+1 2-8af 1-2xy 1-89z 3+1 2+1 2+1 2-8bg 1-8al 1-8bj 1-8bi ' +
  '2+1 3+1 9-8cf 1-8cf 1+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 9+1 2+1 5+1 nym+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 k+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '3s+1 2+1 2+1 2+1 2+1 2+1 2+1 4+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 ' +
  '2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 b+1 2+1 2-r9g 1+1 2+1 2+1 2+1 2+1 5+1 ' +
  '2-wmg 3+1 2+1 4+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2-wn8 1-wnj 1-wnf 1-wn5 1-wn8 2-wlu 1-wmi ' +
  '1-wlx 1+ps 1+1 2+1 2+1 2+1 2+1 2+1 2+1 2+1 2-1c 1-wn7 1-raw 1+1 2+1 7+1 6+1 2+1 t+1 h7w+w 1+w ' +
  '1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  'xy+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 ' +
  '1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 ' +
  '1+14 1+14 3t+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 ' +
  '1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 1+14 ' +
  '4d+13 1+13 1+13 1+13 1+13 1+13 1+13 1+13 1+13 1+13 1+13 2+13 1+13 1+13 1+13 1+13 1+13 1+13 1+13 ' +
  '1+13 1+13 1+13 1+13 1+13 1+13 1+13 2+13 1+13 1+13 1+13 1+13 1+13 1+13 2+13 1+13 1d7+1s 1+1s 1+1s ' +
  '1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s ' +
  '1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s ' +
  '1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 1+1s 2cu+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w gw1+w 1+w ' +
  '1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w 1+w ' +
  '1+w 1+w 1+w 1+w 1+w 1+w o81+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y ' +
  '1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y 1+y ';

/** Runs of combining marks (a combining class other than 0): how far after the last one, and how many follow, in base 36. */
export const MARKS =
  'lc+26 2+v 7o+4 7e+18 2+0 2+1 2+1 2+0 21+a 1d+k h+0 2u+6 3+5 3+1 2+3 10+0 v+q 4h+8 a+0 p+3 2+8 ' +
  '2+2 2+4 18+2 1p+7 17+n 2+s 1p+0 h+0 4+3 2w+0 h+0 1d+0 1q+0 h+0 33+0 h+0 33+0 h+0 3k+0 33+0 h+0 ' +
  '8+1 2u+0 h+0 32+1 h+0 3h+0 32+2 e+3 31+2 e+3 25+1 s+0 2+0 2+0 1k+1 2+0 6+3 3+0 2+2 2+1 1r+0 35+0 ' +
  '2+1 2b+0 k0+2 qd+1 v+0 4e+0 b+0 5o+0 40+2 64+1 20+0 l+7 3+0 1d+d 2+f 2u+0 g+0 13+8 1j+1 1n+0 c+1 ' +
  '1w+0 49+2 2+c 2+6 5+0 7+0 4+1 5j+1r k1+c 5+0 4+b 2db+2 3y+0 2p+v ff+5 2y+1 n9x+0 5+9 x+1 29+1 ' +
  '7p+0 12+0 48+0 s+h 1m+2 12+0 2o+0 d+0 6o+0 2+2 3+1 6+1 2+0 1h+0 6v+0 fn5+0 le+f r2+0 6b+0 46+4 ' +
  '1ar+0 2+0 15+2 5+0 4m+1 fy+3 as+1 4a+a 1e+3 5d+0 16+0 f+0 1m+1 1y+2 1d+1 1r+0 25+0 a+0 2z+1 4z+1 ' +
  '29+1 h+0 p+6 4+4 5q+0 4+0 o+0 2s+1 70+1 3j+0 3b+1 38+0 7i+1 77+1 5+0 4d+0 2c+0 j+0 2a+0 bq+0 ' +
  '77+0 2+1 2a+0 fa1+4 1o+6 xm+1 f59+0 43r+4 4+5 9+7 3+6 v+3 45+2 2po+6 2+g 3+6 2+1 2+4 7a+6 ag+0 ' +
  '1q+3 15t+6 32+6 ';
