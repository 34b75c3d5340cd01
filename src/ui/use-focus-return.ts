import { useEffect, useRef } from 'react'

/** When what took the focus closes, the focus goes back to where it was, or else to the page's content. */
export function useFocusReturn(isOpen: boolean): void {
  const left = useRef<Element | null>(null)
  const wasOpen = useRef(false)
  if (isOpen && !wasOpen.current) left.current = document.activeElement
  wasOpen.current = isOpen
  useEffect(() => {
    if (!isOpen) return
    return () => {
      const back = left.current
      // after what was open has gone, and let go of the focus
      setTimeout(() => {
        if (document.querySelector('[role="dialog"][aria-modal="true"]:not([hidden])')?.checkVisibility()) return
        const target = back instanceof HTMLElement && back.isConnected ? back : document.getElementById('content')
        target?.focus({ preventScroll: true })
      }, 50)
    }
  }, [isOpen])
}
