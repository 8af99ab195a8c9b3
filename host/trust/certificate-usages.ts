/** Bits of the key usage extension (RFC 5280, 4.2.1.3). */
export const digitalSignature = 0;
export const keyCertSign = 5;

/** id-kp-codeSigning of the extended key usage extension (RFC 5280, 4.2.1.12). */
export const codeSigning = '1.3.6.1.5.5.7.3.3';
