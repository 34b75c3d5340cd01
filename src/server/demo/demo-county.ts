/** The invented county of the demonstration: no official code begins with 99. */
export const DEMO_COUNTY = '990901'
