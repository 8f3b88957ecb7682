/* Read calendars with libical: read FILE... prints a line for each event: file, uid, start, end, moments in
   seconds since 1970, whole days as 20261022. Ends with 1 where libical reports an error. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) exit(2);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) exit(2);
    text[size] = 0;
    fclose(file);
    return text;
}

static void show(struct icaltimetype time) {
    if (time.is_date) printf("\t%04d%02d%02d", time.year, time.month, time.day);
    else printf("\t%lld", (long long)icaltime_as_timet_with_zone(time, time.zone));
}

int main(int count, char **paths) {
    int status = 0;
    for (int at = 1; at < count; at++) {
        char *text = contents(paths[at]);
        icalcomponent *calendar = icalparser_parse_string(text);
        if (!calendar || !icalrestriction_check(calendar) || icalcomponent_count_errors(calendar)) {
            fprintf(stderr, "%s\n%s\n", paths[at], calendar ? icalcomponent_as_ical_string(calendar) : "none");
            status = 1;
        }
        icalcomponent *event = calendar ? icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT) : 0;
        for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            printf("%s\t%s", paths[at], icalcomponent_get_uid(event));
            show(icalcomponent_get_dtstart(event));
            show(icalcomponent_get_dtend(event));
            printf("\n");
        }
        if (calendar) icalcomponent_free(calendar);
        free(text);
    }
    return status;
}
