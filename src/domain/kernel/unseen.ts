/** Characters that are not seen, or turn the reading order around: a name must look like what it is. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu

/** Whether a text holds such a character; line breaks and tabs are none where it may have several lines. */
export const hasUnseen = (text: string, mayBreak = false): boolean =>
  (mayBreak ? text.replace(/[\t\r\n]/g, '') : text).search(UNSEEN) >= 0
