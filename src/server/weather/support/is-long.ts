/** The long run of `npm run weather`; the short sample otherwise. */
export const isLong = process.env['WEATHER'] === 'long'
