/* Characters that several stages look for, as bytes of UTF-8. */
#ifndef GJ_TEXT_CHARACTERS_H
#define GJ_TEXT_CHARACTERS_H

#define GJ_FULL_STOP "\xE3\x80\x82"
#define GJ_WIDE_SPACE "\xE3\x80\x80" /* the ideographic one */
#define GJ_NO_BREAK_SPACE "\xC2\xA0"
#define GJ_ZERO_WIDTH_SPACE "\xE2\x80\x8B"
#define GJ_BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define GJ_REPLACEMENT "\xEF\xBF\xBD" /* of what cannot be shown, U+FFFD */

#endif
