import { readWatermark } from '#contract/access.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import './watermark.css'

/** Lays over the screen, and over what is printed, who looks at it, where watermarks are configured. */
export function Watermark() {
  const { data } = useAnswer(readWatermark, {})
  if (data?.text == null) return null
  return (
    <div
      className="watermark"
      aria-hidden="true"
      style={{ backgroundImage: `url("data:image/svg+xml,${encodeURIComponent(tile(data.text))}")` }}
    />
  )
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const tile = (text: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="460" height="260"><text x="230" y="130" text-anchor="middle" transform="rotate(-22 230 130)" font-family="sans-serif" font-size="14" fill="#000" fill-opacity=".07">${escaped(text)}</text></svg>`
