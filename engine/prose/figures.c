#include "figures.h"

/* Where the reading of one figure stands. */
struct cursor {
    struct gj_span text;
    size_t place;
    const struct gj_prose_rules *rules;
};

static uint32_t peek(const struct cursor *cursor, size_t ahead) {
    size_t place = cursor->place + ahead;
    return place < cursor->text.length ? cursor->text.characters[place] : 0;
}

static bool is_digit(uint32_t character) {
    return character >= '0' && character <= '9';
}

static bool is_letter(uint32_t character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* 0 to 9 for a Chinese digit, 10, 100 or 1000 for 十百千, -1 for anything else. */
static int han_digit(uint32_t character) {
    static const struct {
        uint32_t character;
        int value;
    } digits[] = {{0x96F6, 0}, {0x3007, 0}, {0x4E00, 1},  {0x4E8C, 2},   {0x4E24, 2},
                  {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5},  {0x516D, 6},   {0x4E03, 7},
                  {0x516B, 8}, {0x4E5D, 9}, {0x5341, 10}, {0x767E, 100}, {0x5343, 1000}};
    if (character < 0x3007)
        return -1;
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i].character == character)
            return digits[i].value;
    return -1;
}

static bool shift(gj_decimal *value, int digit) {
    if (value->coefficient > (INT64_MAX - 9) / 10)
        return false;
    value->coefficient = value->coefficient * 10 + digit;
    return true;
}

/* 1,234 and not a list 1,2: groups of three behind a comma. */
static bool is_thousand(const struct cursor *cursor) {
    return peek(cursor, 0) == ',' && is_digit(peek(cursor, 1)) && is_digit(peek(cursor, 2)) &&
           is_digit(peek(cursor, 3)) && !is_digit(peek(cursor, 4));
}

/* Digits with thousands and decimals; *digits is how many stood before the point. */
static bool read_digits(struct cursor *cursor, gj_decimal *value, size_t *digits) {
    bool fits = true;
    size_t start = cursor->place;
    *value = (gj_decimal){0, 0};
    while (is_digit(peek(cursor, 0)) || (cursor->place > start && is_thousand(cursor))) {
        if (peek(cursor, 0) != ',')
            fits = shift(value, (int)(peek(cursor, 0) - '0')) && fits;
        cursor->place++;
    }
    *digits = cursor->place - start;
    if (peek(cursor, 0) == '.' && is_digit(peek(cursor, 1))) {
        cursor->place++;
        while (is_digit(peek(cursor, 0))) {
            fits = value->scale < 18 && shift(value, (int)(peek(cursor, 0) - '0')) && fits;
            value->scale += value->scale < 18;
            cursor->place++;
        }
    }
    return fits;
}

/* 二十三, 一百零五, 三千二百; the form 二三 is no number. */
static bool read_han(struct cursor *cursor, gj_decimal *value) {
    int64_t total = 0;
    int64_t digit = -1;
    int64_t last_power = 10000;
    for (int found; (found = han_digit(peek(cursor, 0))) >= 0; cursor->place++) {
        if (found >= 10) {
            if (found >= last_power || (digit < 0 && !(found == 10 && total == 0)))
                return false;
            total += (digit < 0 ? 1 : digit) * found;
            last_power = found;
            digit = -1;
        } else if (digit > 0 || (digit == 0 && found == 0)) {
            return false;
        } else {
            digit = found;
        }
    }
    *value = (gj_decimal){total + (digit > 0 ? digit : 0), 0};
    return true;
}

static size_t words_behind(const struct cursor *cursor, size_t start, const struct gj_words *words) {
    for (size_t length = start < 6 ? start : 6; length > 0; length--)
        for (size_t i = 0; i < words->count; i++)
            if (words->items[i].length == length && gj_span_at(cursor->text, start - length, words->items[i]))
                return length;
    return 0;
}

static bool is_more(uint32_t character) {
    return character == 0x4F59 || character == 0x591A || character == 0x51E0; /* 余多几 */
}

static bool is_dash(const struct cursor *cursor) {
    uint32_t dash = peek(cursor, 0);
    bool dashes = dash == '-' || dash == '~' || dash == 0x2014 || dash == 0x2013 || dash == 0x81F3 || dash == 0x5230;
    return dashes && is_digit(peek(cursor, 1));
}

/* 万 and 亿 round whatever stands before them, unless they belong to a sum of money. */
static void read_scale(struct cursor *cursor, struct gj_figure *figure) {
    size_t digits;
    gj_decimal upper;
    if (is_dash(cursor)) {
        cursor->place++;
        read_digits(cursor, &upper, &digits);
        figure->exact = false;
    }
    for (int i = 0; i < 4; i++) {
        uint32_t character = peek(cursor, 0);
        bool scale = character == 0x4E07 || character == 0x4EBF; /* 万亿 */
        if (scale && peek(cursor, 1) == 0x5143)                  /* 元 */
            return;
        if (!scale && !is_more(character))
            return;
        int power = character == 0x4E07 ? 4 : scale ? 8 : 0;
        for (int j = 0; j < power; j++) {
            if (figure->value.scale > 0)
                figure->value.scale--;
            else
                figure->has_value = shift(&figure->value, 0) && figure->has_value;
        }
        figure->exact = false;
        cursor->place++;
    }
}

static size_t unit_at(const struct cursor *cursor) {
    size_t longest = 0;
    for (size_t i = 0; i < cursor->rules->units.count; i++) {
        size_t length = gj_words_at(&cursor->rules->units.items[i], cursor->text, cursor->place);
        if (length > longest)
            longest = length;
    }
    return longest;
}

static bool read_unit(struct cursor *cursor, struct gj_figure *figure) {
    size_t length = unit_at(cursor);
    if (!length)
        return false;
    figure->unit = (struct gj_span){cursor->text.characters + cursor->place, length};
    cursor->place += length;
    size_t after = gj_words_at(cursor->rules->inexact_after, cursor->text, cursor->place);
    if (after) {
        figure->exact = false;
        cursor->place += after;
    }
    return true;
}

static bool is_time_unit(uint32_t character) {
    return character == 0x5E74 || character == 0x6708 || character == 0x65E5 || character == 0x65F6; /* 年月日时 */
}

/* What the parts of a date come to. */
struct date {
    int first_month, last_month, months;
    int first_day, last_day;
    bool smaller;     /* hours, or days without a month */
    bool spans_years; /* 2019年至2023年 */
};

static void add_to_date(struct date *date, struct gj_figure *figure, uint32_t unit, int number) {
    if (unit == 0x5E74) { /* 年 */
        date->spans_years = date->spans_years || (figure->year && figure->year != number);
        figure->year = number;
    } else if (unit == 0x6708) { /* 月 */
        date->first_month = date->months++ ? date->first_month : number;
        date->last_month = number;
    } else if (unit == 0x65E5 && date->months) { /* 日 */
        date->first_day = date->months == 1 ? number : date->first_day;
        date->last_day = number;
    } else {
        date->smaller = true;
    }
}

/* From January to December, or up to the year's last day. */
static bool is_whole_year(const struct date *date, bool until) {
    if (date->smaller || date->spans_years)
        return false;
    bool ends = date->last_month == 12 && (date->last_day == 0 || date->last_day == 31);
    bool begins = date->first_month == 1 && (date->first_day == 0 || date->first_day == 1);
    return date->months == 0 || (date->months == 2 && begins && ends) ||
           (date->months == 1 && until && ends && date->last_day == 31);
}

static bool goes_on(uint32_t character) {
    return character == 0x81F3 || character == 0x5230 || character == 0x8D77 || character == '-'; /* 至到起 */
}

/* A date that may go on: 2018年1月1日至12月31日. */
static void read_time(struct cursor *cursor, struct gj_figure *figure) {
    struct date date = {0};
    size_t start = cursor->place, end = cursor->place;
    while (is_digit(peek(cursor, 0))) {
        gj_decimal number;
        size_t digits;
        bool fits = read_digits(cursor, &number, &digits) && number.scale == 0 && number.coefficient < 10000;
        uint32_t unit = peek(cursor, 0);
        if (!is_time_unit(unit))
            break;
        add_to_date(&date, figure, unit, fits ? (int)number.coefficient : 9999);
        end = ++cursor->place;
        if (peek(cursor, 0) == 0x5EA6 && unit == 0x5E74) /* 度 */
            end = ++cursor->place;
        while (goes_on(peek(cursor, 0)))
            cursor->place++;
    }
    cursor->place = end;
    uint32_t before = start > 1 ? cursor->text.characters[start - 2] : 0;
    figure->part = !is_whole_year(&date, before == 0x622A); /* 截至, 截止 */
}

/* Digits that are neither: told apart only so that nothing takes them for a count. */
static void read_rest(struct cursor *cursor, struct gj_figure *figure, size_t start) {
    uint32_t before = start > 0 ? cursor->text.characters[start - 1] : 0;
    uint32_t next = peek(cursor, 0);
    figure->kind = GJ_FIGURE_DIGITS;
    figure->lone = figure->has_value && figure->exact && figure->value.scale == 0 && !is_letter(before) &&
                   before != '-' && before != 0x7B2C && next != '%' && next != '-' && next != '/' && !is_letter(next) &&
                   next != 0x2030;
}

/* Digits, which may turn out to begin a date. */
static void read_arabic(struct cursor *cursor, struct gj_figure *figure) {
    size_t start = cursor->place, digits;
    figure->has_value = read_digits(cursor, &figure->value, &digits);
    if (is_time_unit(peek(cursor, 0))) {
        cursor->place = start;
        figure->kind = GJ_FIGURE_TIME;
        read_time(cursor, figure);
    } else if (digits > 1 && cursor->text.characters[start] == '0') {
        figure->has_value = false; /* 0571: a code, not a count */
    }
}

/* 数十, 几百, 上千, and the rest of what was no number, state none. */
static bool is_indefinite(uint32_t before) {
    return before == 0x6570 || before == 0x51E0 || before == 0x4E0A || han_digit(before) >= 0;
}

/* What stands before a number makes it no count, but a code, a part of one, or an ordinal. */
static bool is_bound(uint32_t before) {
    return is_letter(before) || before == '-' || before == '.' || before == '/' || before == ' ' ||
           before == 0x7B2C; /* 第 */
}

/* Reads the figure at the cursor, if one stands there; else the cursor stays. */
static bool read_figure(struct cursor *cursor, struct gj_figure *figure) {
    size_t start = cursor->place;
    bool arabic = is_digit(peek(cursor, 0));
    if (!arabic && han_digit(peek(cursor, 0)) < 0)
        return false;
    uint32_t before = start > 0 ? cursor->text.characters[start - 1] : 0;
    *figure = (struct gj_figure){.kind = GJ_FIGURE_COUNT, .has_value = true, .exact = true};
    if (arabic) {
        read_arabic(cursor, figure);
    } else if (!read_han(cursor, &figure->value) || is_indefinite(before)) {
        cursor->place = start;
        return false;
    }
    if (figure->kind == GJ_FIGURE_TIME)
        return true;
    read_scale(cursor, figure);
    if (!is_bound(before) && figure->has_value && read_unit(cursor, figure))
        return true;
    if (arabic)
        read_rest(cursor, figure, start);
    else
        cursor->place = start;
    return arabic;
}

static uint32_t mark_of(const struct gj_figure *figure) {
    return figure->kind == GJ_FIGURE_COUNT  ? GJ_PROSE_NUMBER
           : figure->kind == GJ_FIGURE_TIME ? GJ_PROSE_TIME
                                            : GJ_PROSE_DIGITS;
}

/* 近, 约 and the like become part of the figure. */
static void take_back(struct gj_tokens *tokens, const struct cursor *cursor, size_t start, struct gj_figure *figure) {
    size_t behind = figure->kind == GJ_FIGURE_COUNT ? words_behind(cursor, start, cursor->rules->inexact_before) : 0;
    if (!behind || behind > tokens->count)
        return;
    figure->exact = false;
    tokens->count -= behind;
}

bool gj_tokens_read(struct gj_tokens *tokens, struct gj_arena *arena, const struct gj_paragraph *paragraph,
                    const struct gj_prose_rules *rules) {
    size_t room = paragraph->count + 1;
    *tokens = (struct gj_tokens){gj_arena_array(arena, room, sizeof *tokens->characters),
                                 gj_arena_array(arena, room, sizeof *tokens->from),
                                 gj_arena_array(arena, room, sizeof *tokens->figures),
                                 0,
                                 NULL,
                                 0};
    size_t items = 0;
    if (!tokens->characters || !tokens->from || !tokens->figures)
        return false;
    struct cursor cursor = {{paragraph->characters, paragraph->count}, 0, rules};
    while (cursor.place < paragraph->count) {
        size_t start = cursor.place;
        struct gj_figure figure;
        uint32_t character = peek(&cursor, 0);
        if (read_figure(&cursor, &figure)) {
            tokens->items = gj_arena_grow(arena, tokens->items, tokens->figure_count, &items, sizeof *tokens->items);
            if (!tokens->items)
                return false;
            take_back(tokens, &cursor, start, &figure);
            tokens->figures[tokens->count] = tokens->figure_count;
            tokens->items[tokens->figure_count++] = figure;
            character = mark_of(&figure);
        } else {
            cursor.place++;
        }
        tokens->characters[tokens->count] = character;
        tokens->from[tokens->count++] = start;
    }
    tokens->from[tokens->count] = paragraph->count;
    return true;
}
