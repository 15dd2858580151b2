/* The formats that reports are written in, one file each: format_NAME.c. A new one is such a file and a line in
 * formats.c. */
#ifndef FORMAT_H
#define FORMAT_H

#include "options.h"

/* One output on its way: a file, or standard output. */
struct rendering {
    const struct settings *settings;
    gj_drawing drawing;
    gj_csv_style style;
    gj_sink sink;
    void *sink_context;
    const char *overview;        /* the page that leads to the output, as seen from there; NULL for none */
    const gj_document *document; /* that the report is from */
    size_t number;               /* of the reports written before it */
    bool several;                /* more than one report may come */
    void *state;                 /* the format's own, from begin() to release() */
};

struct format {
    const char *name; /* as -f takes it, and as files of it end where extension is NULL */
    const char *extension;
    const char *between; /* what divides two reports; NULL for nothing */
    bool has_style;      /* --excel has a meaning */
    bool is_binary;      /* nothing for a terminal */
    bool keeps_text;     /* gj_document_text() is wanted */
    bool has_leftovers;  /* what no table took is written too */
    bool is_apart;       /* report() needs nothing but the report: many can be rendered at the same time, and what
                              begin() and end() are given of the rendering holds no document */
    gj_status (*begin)(struct rendering *rendering, const gj_report *first); /* NULL, as the next two: nothing to do */
    gj_status (*report)(struct rendering *rendering, const gj_report *report);
    gj_status (*end)(struct rendering *rendering);
    void (*release)(struct rendering *rendering); /* frees the state, also where the output was given up */
    /* Instead of the four above: the format makes a file of each table, in a directory. */
    gj_status (*table)(struct rendering *rendering, const gj_report *report, size_t table);
};

extern const struct format format_tidy, format_csv, format_json, format_jsonl, format_html, format_xlsx;
extern const struct format format_reading; /* that of --explain, which -f does not take */

/* All that -f takes, and how many. The first is the one that is taken where it is not given. */
extern const struct format *const formats[];
extern const size_t format_count;

const char *format_extension(const struct format *format);

/* The four steps of a format, where it has them. */
gj_status format_begin(const struct format *format, struct rendering *rendering, const gj_report *first);
gj_status format_report(const struct format *format, struct rendering *rendering, const gj_report *report);
gj_status format_end(const struct format *format, struct rendering *rendering);
void format_release(const struct format *format, struct rendering *rendering);

#endif
